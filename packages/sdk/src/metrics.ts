import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { Paged } from './core/page.ts';
import type { DailyInput, DailyMetrics, Revision, RevisionPage, RevisionsInput } from './types.ts';

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
   * Every fact that was stated, restated or withdrawn after a moment, oldest change first: each number before and after,
   * by how much, and what brought it.
   *
   * @throws NotFoundError when the subject is not the organization's own
   * @example
   * for await (const { subject, from, changes } of client.metrics.revisions({ since: '2026-01-01T00:00:00.000Z' })) {
   *   console.log(subject.name, from, changes);
   * }
   */
  revisions(input: RevisionsInput, options?: CallOptions): Paged<Revision> {
    return new Paged((cursor) =>
      this.#transport.query<RevisionPage>('metrics.revisions', { ...input, cursor: cursor ?? input.cursor }, options),
    );
  }
}
