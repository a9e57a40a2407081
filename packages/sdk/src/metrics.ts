import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import type { DailyInput, DailyMetrics } from './types.ts';

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
}
