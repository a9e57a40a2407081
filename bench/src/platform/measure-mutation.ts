import { alternate } from '../harness/alternate.ts';
import type { BenchContext, BenchResult } from '../harness/entry.ts';
import { postRate } from '../harness/request-rate.ts';
import { figure, median, ratios } from '../harness/statistics.ts';

/** `artists.create` with key, limit, idempotency and audit, against the same insert with the key's look-up alone. */
export async function measureMutation(
  { rounds, seconds, onProgress }: BenchContext,
  sides: { ours: string; bare: string; authorization: string },
): Promise<BenchResult> {
  onProgress(`mutations: ${rounds} rounds of ${seconds} s on each side`);
  const { authorization } = sides;
  const rates = await alternate(
    rounds,
    () => postRate({ url: `${sides.ours}/v1/artists`, authorization }, seconds),
    () => postRate({ url: sides.bare, authorization }, seconds),
  );
  const quotients = ratios(rates.ours, rates.baseline);
  const remark =
    'larger is better; 4 statements (lock, first answer, kept answer, audit entry), 2 rows and 3 round trips more, and the delivery of the entry';
  return {
    measurements: [
      { label: 'mutation, server', unit: 'requests/s', samples: rates.ours },
      { label: 'mutation, bare insert', unit: 'requests/s', samples: rates.baseline },
      { label: 'mutation, ratio', unit: '', samples: quotients, remark },
    ],
    figures: { mutationRatio: figure(median(quotients)) },
  };
}
