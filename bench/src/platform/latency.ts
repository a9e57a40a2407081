import { Agent, request } from 'node:http';
import { median } from '../harness/statistics.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Status of one GET over the one connection that is kept. */
export function statusOf(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(url, { agent, headers }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
      answer.once('error', reject);
    });
    call.once('error', reject);
    call.end();
  });
}

/** Median of the time that one call takes, one after another, in milliseconds. */
export async function medianMs(url: string, headers: Record<string, string>, calls: number): Promise<number> {
  const samples: number[] = [];
  for (let call = 0; call < calls; call += 1) {
    const begun = performance.now();
    const status = await statusOf(url, headers);
    samples.push(performance.now() - begun);
    if (status !== 200) throw new Error(`${url} was answered with ${status}`);
  }
  return median(samples);
}
