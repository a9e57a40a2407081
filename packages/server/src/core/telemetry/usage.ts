import { randomUUID } from 'node:crypto';
import {
  type Documents,
  durationBucket,
  type KeyUse,
  type Postgres,
  recordApiUsage,
  recordKeyUse,
  type UsageCount,
} from '@songtrackpro/db';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { Rounds } from '../rounds.ts';

/** One call as it is counted. */
export interface CountedCall {
  organizationId: string;
  /** Null for a person's call. */
  apiKeyId: string | null;
  procedure: string;
  /** `ok`, or a code of the catalogue of errors. */
  outcome: string;
  durationMs: number;
  requestBytes: number;
  responseBytes: number;
}

/** What a process that is killed may lose. */
const flushEveryMs = 10_000;
const minuteMs = 60_000;
/** Counts that wait for a document store that is away; of more, the oldest are given up. */
const mostCounts = 20_000;
const writesAtOnce = 1000;

type Count = UsageCount & { organizationId: string; changed: boolean };

const add = (map: Record<string, number>, name: string): void => {
  map[name] = (map[name] ?? 0) + 1;
};

/**
 * Counts calls by organization, key, procedure and minute in memory and stores the counts every ten seconds: whole counts
 * over those that this process stored before. Last use and number of calls of each key go to its row with them.
 */
export class Usage {
  readonly #stores: { documents: Documents; postgres: Postgres };
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #rounds: Rounds;
  readonly #counts = new Map<string, Count>();
  #keys = new Map<string, KeyUse>();

  constructor(stores: { documents: Documents; postgres: Postgres }, { clock, log }: { clock: Clock; log: Log }) {
    this.#stores = stores;
    this.#clock = clock;
    this.#log = log;
    this.#rounds = new Rounds({
      everyMs: flushEveryMs,
      round: () => this.flush(),
      onError: (error) => log.warn({ err: error }, 'counts of calls wait: a store took none'),
    });
    this.#rounds.start();
  }

  count({ organizationId, apiKeyId, procedure, outcome, durationMs, requestBytes, responseBytes }: CountedCall): void {
    const now = this.#clock();
    const minute = Math.floor(now.getTime() / minuteMs) * minuteMs;
    const id = `${minute} ${apiKeyId} ${organizationId} ${procedure}`;
    const count = this.#counts.get(id) ?? this.#begin(id, { organizationId, apiKeyId, route: procedure, minute });
    count.requests += 1;
    count.requestBytes += requestBytes;
    count.responseBytes += responseBytes;
    count.changed = true;
    add(count.outcomes, outcome);
    add(count.durations, durationBucket(durationMs));
    if (apiKeyId !== null) this.#noteUse(apiKeyId, 1, now);
  }

  #noteUse(id: string, calls: number, at: Date): void {
    const use = this.#keys.get(id);
    const lastAt = use && use.lastAt > at ? use.lastAt : at;
    this.#keys.set(id, { id, calls: (use?.calls ?? 0) + calls, lastAt });
  }

  #begin(id: string, of: { organizationId: string; apiKeyId: string | null; route: string; minute: number }): Count {
    if (this.#counts.size >= mostCounts) {
      const [oldest] = this.#counts.keys();
      if (oldest !== undefined) this.#counts.delete(oldest);
      this.#log.warn('counts of calls were given up: too many wait for the document store');
    }
    // A name of its own: where the clock goes back to a minute that was put away, a new count stands beside the old one.
    const begun = {
      writerId: randomUUID(),
      requests: 0,
      outcomes: {},
      durations: {},
      requestBytes: 0,
      responseBytes: 0,
    };
    const count: Count = { ...of, ...begun, minute: new Date(of.minute), changed: true };
    this.#counts.set(id, count);
    return count;
  }

  /** Stores what was counted; what a store doesn't take stays for the next time. */
  async flush(): Promise<void> {
    await Promise.all([this.#flushCounts(), this.#flushKeys()]);
  }

  async #flushCounts(): Promise<void> {
    const { documents } = this.#stores;
    const now = this.#clock();
    const changed = [...this.#counts.values()].filter((count) => count.changed);
    for (const [organizationId, own] of Map.groupBy(changed, (count) => count.organizationId)) {
      for (let at = 0; at < own.length; at += writesAtOnce) {
        const part = own.slice(at, at + writesAtOnce);
        for (const count of part) count.changed = false;
        try {
          const stored = part.map(({ organizationId: _, changed: __, ...count }) => structuredClone(count));
          await recordApiUsage(documents.db, organizationId, stored, now);
        } catch (error) {
          for (const count of part) count.changed = true;
          throw error;
        }
      }
    }
    const current = Math.floor(this.#clock().getTime() / minuteMs) * minuteMs;
    for (const [id, { minute, changed: waits }] of this.#counts) {
      if (!waits && minute.getTime() !== current) this.#counts.delete(id);
    }
  }

  async #flushKeys(): Promise<void> {
    const used = this.#keys;
    this.#keys = new Map();
    try {
      await recordKeyUse(this.#stores.postgres, [...used.values()]);
    } catch (error) {
      for (const { id, calls, lastAt } of used.values()) this.#noteUse(id, calls, lastAt);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#rounds.close();
    await this.flush().catch((error: unknown) => this.#log.warn({ err: error }, 'counts of calls were lost'));
  }
}
