import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { type Paged, pagesOf } from './core/page.ts';
import type {
  DailyInput,
  DailyMetrics,
  FactBatch,
  FactReceipt,
  LiveBatch,
  MetricWatchInput,
  Revision,
  RevisionsInput,
  Series,
  SeriesFile,
  SeriesInput,
} from './types.ts';

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
   * @throws PermissionError with `plan_limit` when the plan has no room for it
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

  /**
   * Facts that are stated, restated or withdrawn, and counts of play events by track, hour and day, as they change. The first
   * event is empty and says where the stream begins. A broken connection is opened again, at any server process, and goes on
   * behind the last event: nothing is left out and nothing comes twice. A program that keeps `position` goes on there with
   * `after`, for up to 7 days. Leaving the loop closes the stream.
   *
   * @throws InvalidInputError when `after` is older than that
   * @throws ServerError with `stopping` when the process stops; the iteration goes on at another by itself
   * @example
   * for await (const { position, facts, counts } of client.metrics.watch()) {
   *   for (const { subject, from, change, metrics } of facts) console.log(subject.name, from, change, metrics);
   *   for (const { track, interval, plays } of counts) console.log(track.title, interval, plays);
   * }
   */
  watch(input: MetricWatchInput = {}, options?: CallOptions): AsyncGenerator<LiveBatch, void, undefined> {
    const query = input.after === undefined ? '' : `?after=${encodeURIComponent(input.after)}`;
    return this.#transport.subscribe(`/v1/metrics/events${query}`, options);
  }

  /**
   * Every fact that was stated, restated or withdrawn after a moment, oldest change first: each number before and after,
   * by how much, and what brought it.
   *
   * @throws NotFoundError when the subject is not the organization's own
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { subject, from, changes } of client.metrics.revisions({ since: '2026-01-01T00:00:00.000Z' })) {
   *   console.log(subject.name, from, changes);
   * }
   */
  revisions(input: RevisionsInput, options?: CallOptions): Paged<Revision> {
    return pagesOf(this.#transport, 'metrics.revisions', input, options);
  }

  /**
   * Any metrics of any subjects on one axis, by day, ISO week, month, quarter, year or as a whole. Streams of a campaign are
   * those of its track, else of its artist. Counts are numbers, money is an exact decimal string, unit costs are micros; a
   * null value carries its reason.
   *
   * @throws NotFoundError when a subject is not the organization's own
   * @throws InvalidInputError with the code `fx_rate_missing` when money can't be converted to `reportCurrency`
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @example
   * const { buckets, groups, totals } = await client.metrics.series({
   *   metrics: ['spend', 'streams', 'blendedCostPerStream'],
   *   subjects: [{ kind: 'campaign', id: campaignId }],
   *   from: '2026-01-01',
   *   to: '2026-03-31',
   *   interval: 'week',
   *   compare: 'previous_period',
   * });
   */
  series(input: SeriesInput, options?: CallOptions): Promise<Series> {
    return this.#transport.query('metrics.series', input, options);
  }

  /**
   * The same as the text of a CSV file, a row for each bucket and group.
   *
   * @throws NotFoundError when a subject is not the organization's own
   * @throws InvalidInputError with the code `fx_rate_missing` when money can't be converted to `reportCurrency`
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @example
   * const { csv } = await client.metrics.exportSeries({
   *   metrics: ['spend'],
   *   subjects: [{ kind: 'campaign', id: campaignId }],
   *   from: '2026-01-01',
   *   to: '2026-12-31',
   *   interval: 'month',
   *   groupBy: ['country'],
   * });
   */
  exportSeries(input: SeriesInput, options?: CallOptions): Promise<SeriesFile> {
    return this.#transport.query('metrics.exportSeries', input, options);
  }
}
