import { pathToFileURL } from 'node:url';
import { alternate } from '../harness/alternate.ts';
import type { BenchContext, BenchResult } from '../harness/entry.ts';
import { figure, median, ratios } from '../harness/statistics.ts';
import type { Project } from './install.ts';

type Sdk = typeof import('@songtrackpro/sdk');

async function medianMs(calls: number, call: () => Promise<unknown>): Promise<number> {
  const samples: number[] = [];
  for (let i = 0; i < calls; i += 1) {
    const start = performance.now();
    await call();
    samples.push(performance.now() - start);
  }
  return median(samples);
}

/** One call after another of the packed SDK, against fetch of the same address with its answer read as JSON. */
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
  const calls = 500 * seconds;
  const times = await alternate(
    rounds,
    () => medianMs(calls, () => client.campaigns.get({ id: campaignId })),
    () => medianMs(calls, bare),
  );
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
