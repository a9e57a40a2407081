import { SongTrackPro } from '@songtrackpro/sdk';
import type { BenchContext, BenchResult } from '../harness/entry.ts';
import { requestRate } from '../harness/request-rate.ts';
import { figure } from '../harness/statistics.ts';

async function residentMb(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const bytes = Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]);
  return bytes / 1024 ** 2;
}

async function requestsSoFar(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const counts = [...text.matchAll(/^songtrackpro_call_duration_seconds_count\{[^}]*\} (\d+)$/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

/** Opens streams that stay open: of an import that waits for its content. */
async function openStreams(
  { url, apiKey }: { url: string; apiKey: string },
  count: number,
): Promise<{ close(): void }> {
  const client = new SongTrackPro({ apiKey, baseUrl: url });
  const { id } = await client.imports.create({ fileName: 'A-audience-timeline.csv' });
  const closing = new AbortController();
  const open = async () => {
    const headers = { authorization: `Bearer ${apiKey}` };
    const answer = await fetch(`${url}/v1/imports/${id}/events`, { headers, signal: closing.signal });
    if (!answer.ok) throw new Error(`a stream was answered with ${answer.status}`);
    void answer.body?.pipeTo(new WritableStream()).catch(() => undefined);
  };
  for (let opened = 0; opened < count; opened += 50) await Promise.all(Array.from({ length: 50 }, open));
  return { close: () => closing.abort() };
}

/** Resident memory of a server process with open streams, over many requests. */
export async function measureMemory(
  { seconds, onProgress }: BenchContext,
  server: { url: string; apiKey: string; campaignId: string },
): Promise<BenchResult> {
  const full = seconds > 1;
  const [streams, requests] = full ? [1000, 100_000] : [100, 5000];
  const target = {
    url: `${server.url}/v1/campaigns/${server.campaignId}`,
    authorization: `Bearer ${server.apiKey}`,
  };
  onProgress(`memory: ${streams} streams, ${requests} requests`);
  const opened = await openStreams(server, streams);
  try {
    // Code is compiled and pools are full before the first look.
    await requestRate(target, 3 * seconds);
    const before = await requestsSoFar(server.url);
    const samples = [await residentMb(server.url)];
    while ((await requestsSoFar(server.url)) - before < requests) {
      await requestRate(target, seconds);
      samples.push(await residentMb(server.url));
    }
    const [start = 0, end = 0] = [samples[0], samples.at(-1)];
    const peak = Math.max(...samples);
    return {
      measurements: [
        { label: 'memory at the start', unit: 'MB', samples: [start], remark: `${streams} streams open` },
        { label: 'memory at its peak', unit: 'MB', samples: [peak] },
        { label: 'memory at the end', unit: 'MB', samples: [end], remark: `after ${requests} requests` },
      ],
      figures: {
        rssStartMb: figure(start),
        rssPeakMb: figure(peak),
        rssEndMb: figure(end),
        rssGrowth: figure(end / start),
      },
    };
  } finally {
    opened.close();
  }
}
