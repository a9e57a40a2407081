import { SongTrackPro } from '@songtrackpro/sdk';
import type { BenchContext, BenchResult } from '../harness/entry.ts';
import { figure } from '../harness/statistics.ts';
import { statusOf } from './latency.ts';

/** From the moment at which one process answers that a key is revoked, until another one refuses it. */
async function refusedAfterMs(client: SongTrackPro, other: string): Promise<number> {
  const { id, key } = await client.apiKeys.create({ name: 'To be revoked', scopes: ['artists:read'] });
  const headers = { authorization: `Bearer ${key}` };
  const use = () => statusOf(`${other}/v1/artists`, headers);
  if ((await use()) !== 200) throw new Error('the new key was refused');
  await client.apiKeys.revoke({ id });
  const revoked = performance.now();
  while ((await use()) !== 401);
  return performance.now() - revoked;
}

/** How long a key that was revoked in one server process goes on working in another. */
export async function measureRevocation(
  { rounds, onProgress }: BenchContext,
  servers: { one: string; other: string; apiKey: string },
): Promise<BenchResult> {
  const times = 4 * rounds;
  onProgress(`revocation: ${times} keys`);
  const client = new SongTrackPro({ apiKey: servers.apiKey, baseUrl: servers.one });
  const samples: number[] = [];
  for (let time = 0; time < times; time += 1) samples.push(await refusedAfterMs(client, servers.other));
  const remark = 'until another process refuses it, one answer included; at most 1,000';
  return {
    measurements: [{ label: 'revoked key refused after', unit: 'ms', samples, remark }],
    figures: { revokedMs: figure(Math.max(...samples)) },
  };
}
