import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import type { EventBatch, EventCountList, EventCountsInput, EventReceipt } from './types.ts';

/** What players say about plays, and how often. */
export class Events {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Sends up to 1,000 plays, skips and completes. What is answered is stored; an event that is neither in `refused` nor
   * in `clamped` is stored as it was sent. The same id with the same content is a no-op, so a batch may be sent again.
   *
   * @throws RateLimitError where too much is under way, with the seconds to wait
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @example
   * const { stored, refused } = await client.events.ingest({
   *   events: [{ eventId: 'p-1', type: 'complete', trackId, timestamp: new Date().toISOString(), playtimeMs: 180_000 }],
   * });
   */
  ingest(input: EventBatch, options?: CallOptions): Promise<EventReceipt> {
    return this.#transport.mutation('events.ingest', input, options);
  }

  /**
   * Plays, skips, completes and streams by hour or day of UTC, grouped by one more criterion where one is given. Rates in
   * `totals` are 0 to 1; a null one carries its reason.
   *
   * @throws NotFoundError when the track or campaign is not the organization's own
   * @throws PermissionError with `plan_limit` when the plan has no room for it
   * @example
   * const { rows, totals } = await client.events.counts({ from: '2026-03-01', to: '2026-03-31', trackId });
   */
  counts(input: EventCountsInput, options?: CallOptions): Promise<EventCountList> {
    return this.#transport.query('events.counts', input, options);
  }
}
