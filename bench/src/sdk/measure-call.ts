import { pathToFileURL } from 'node:url';
import type { BenchContext, BenchResult } from '../harness/entry.ts';
import { figure, median, ratios } from '../harness/statistics.ts';
import type { Project } from './install.ts';

type Sdk = typeof import('@songtrackpro/sdk');

async function timeOf(call: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await call();
  return performance.now() - start;
}

/**
 * One call after another of the packed SDK, against fetch of the same address with its answer read as JSON. The sides take
 * turns call by call: both take so little that a disturbance of a second would fall on one of them alone.
 */
export async function measureCall(
  { rounds, seconds }: BenchContext,
  { module }: Project,
  { url, apiKey, campaignId }: { url: string; apiKey: string; campaignId: string },
): Promise<BenchResult> {
  const { SongTrackPro } = (await import(pathToFileURL(module).href)) as Sdk;
  const client = new SongTrackPro({ apiKey, baseUrl: url });
  const address = `${url}/trpc/campaigns.get?input=${encodeURIComponent(JSON.stringify({ id: campaignId }))}`;
  const headers = { authorization: `Bearer ${apiKey}` };
  const bare = async () => {
    const answer = await fetch(address, { headers });
    if (!answer.ok) throw new Error(`answered with ${answer.status}`);
    return answer.json();
  };
  const call = () => client.campaigns.get({ id: campaignId });
  const times = { ours: [] as number[], baseline: [] as number[] };
  for (let round = -1; round < rounds; round += 1) {
    const [ours, baseline]: [number[], number[]] = [[], []];
    for (let i = 0; i < 500 * seconds; i += 1) {
      ours.push(await timeOf(call));
      baseline.push(await timeOf(bare));
    }
    // The first round compiles the code of both.
    if (round < 0) continue;
    times.ours.push(median(ours));
    times.baseline.push(median(baseline));
  }
  const quotients = ratios(times.ours, times.baseline);
  return {
    measurements: [
      { label: 'call of the SDK', unit: 'ms', samples: times.ours },
      { label: 'bare fetch', unit: 'ms', samples: times.baseline },
      { label: 'call, ratio', unit: '', samples: quotients, remark: 'smaller is better; at most 1.2' },
    ],
    figures: { callRatio: figure(median(quotients)) },
  };
}
