import postgres from 'postgres';
import { alternate } from '../harness/alternate.ts';
import type { BenchContext, BenchResult } from '../harness/entry.ts';
import { figure, median } from '../harness/statistics.ts';
import type { PreparedStores } from '../read/prepare-stores.ts';
import { medianMs } from './latency.ts';

/** Adds keys that nobody has, in steps; answers how many there are. */
async function addKeys({ settings, organizationId }: PreparedStores, keys: number): Promise<number> {
  const app = postgres(settings.urls.app, { max: 1 });
  const owner = postgres(settings.ownerUrl, { max: 1, onnotice: () => {} });
  const step = 10_000;
  try {
    for (let from = 1; from <= keys; from += step) {
      await app.begin(async (tx) => {
        await tx`select set_config('app.organization_id', ${organizationId}, true)`;
        await tx`
          insert into api_keys (organization_id, name, environment, prefix, key_hash, scopes)
          select ${organizationId}::uuid, 'Key ' || n, 'dev', 'stp_dev_' || n, sha256(convert_to('key ' || n, 'UTF8')),
            array['artists:read']
          from generate_series(${from}::int, ${Math.min(from + step - 1, keys)}::int) n`;
      });
    }
    await owner`analyze api_keys`;
    return keys;
  } finally {
    await Promise.all([app.end(), owner.end()]);
  }
}

/**
 * One public call with a key and without one, one call at a time: the difference is what it costs to tell who calls, with
 * few keys in the table and with many.
 */
export async function measureAuthentication(
  { rounds, seconds, onProgress }: BenchContext,
  stores: PreparedStores,
  server: { url: string; authorization: string },
): Promise<BenchResult> {
  const url = `${server.url}/v1/organizations/slugs/${stores.slug}`;
  const calls = 500 * seconds;
  const { authorization } = server;
  const compare = () =>
    alternate(
      rounds,
      () => medianMs(url, { authorization }, calls),
      () => medianMs(url, {}, calls),
    );
  onProgress(`authentication: ${rounds} rounds of ${calls} calls with few keys`);
  const few = await compare();
  const keys = seconds > 1 ? 100_000 : 10_000;
  onProgress(`authentication: adding ${keys} keys`);
  await addKeys(stores, keys);
  onProgress(`authentication: ${rounds} rounds of ${calls} calls with ${keys} keys`);
  const many = await compare();
  const overhead = ({ ours, baseline }: typeof few) => ours.map((value, round) => value - (baseline[round] ?? 0));
  const ms = 'ms';
  return {
    measurements: [
      { label: 'public call without a key', unit: ms, samples: many.baseline },
      { label: `the same with a key, ${keys} keys`, unit: ms, samples: many.ours },
      { label: `authentication, ${keys} keys`, unit: ms, samples: overhead(many), remark: 'at most 0.3' },
      { label: 'authentication, few keys', unit: ms, samples: overhead(few) },
    ],
    figures: { authMs: figure(median(overhead(many))), authFewKeysMs: figure(median(overhead(few))) },
  };
}
