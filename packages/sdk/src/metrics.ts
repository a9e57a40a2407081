import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import type { DailyInput, DailyMetrics, FactBatch, FactReceipt } from './types.ts';

/** Numbers of campaigns, ads, artists and tracks. */
export class Metrics {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Every known day of one subject with its source and history, and the days that are missing. Counts are numbers, money
   * is an exact decimal string, fractions are 0 to 1, unit costs are micros; a null value carries its reason.
   *
   * @throws NotFoundError when the subject is not the organization's own
   * @example
   * const { days, totals } = await client.metrics.daily({ subjectKind: 'artist', subjectId, asOf: '2026-01-31' });
   */
  daily(input: DailyInput, options?: CallOptions): Promise<DailyMetrics> {
    return this.#transport.query('metrics.daily', input, options);
  }

  /**
   * States up to 1,000 days of artists, tracks and campaigns. What is answered is stored; a fact that isn't in `refused`
   * is in the ledger, with its history. The same fact in the same words is a no-op, so a batch may be sent again.
   *
   * @throws InvalidInputError when a metric is unknown or a number is none of its unit
   * @throws RateLimitError where too much is under way, with the seconds to wait
   * @example
   * const fact = { subjectKind: 'track', subjectId, date: '2026-03-01', observedAt: new Date().toISOString() } as const;
   * const { refused } = await client.metrics.push({ facts: [{ ...fact, values: { streams: 1200 } }] });
   */
  push(input: FactBatch, options?: CallOptions): Promise<FactReceipt> {
    return this.#transport.mutation('metrics.push', input, options);
  }
}
