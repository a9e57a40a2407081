import { randomUUID } from 'node:crypto';
import { type Documents, installationId, recordSystemEvents, type SystemEvent } from '@songtrackpro/db';
import type { Clock } from '../clock.ts';
import { type Log, withoutSecrets } from '../log.ts';
import { logError } from '../log-error.ts';
import { Rounds } from '../rounds.ts';

/** Something that this process did, with what an operator asks about it later. */
export interface ProcessEvent extends Pick<SystemEvent, 'kind' | 'level' | 'name'> {
  /** Null where it concerns none. */
  organizationId: string | null;
  requestId?: string | null;
  durationMs?: number | null;
  details?: SystemEvent['details'];
  /** What went wrong; it is kept without the values that drivers hang on it. */
  error?: unknown;
}

const flushEveryMs = 2000;
/** Events that wait for a document store that is away; of more, the oldest are given up and counted. */
const mostWaiting = 2000;
const longestMessage = 1000;

type Waiting = SystemEvent & { organizationId: string };

function messageOf(error: unknown): string {
  const { type, message, code, cause } = logError(error);
  const own = `${type}${code === undefined ? '' : ` ${code}`}: ${message}`;
  return cause === undefined ? own : `${own}; because of ${cause.type}: ${cause.message}`;
}

/** What this process writes into `system_events`: gathered, and stored every two seconds. */
export class SystemLog {
  readonly #documents: Documents;
  readonly #clock: Clock;
  readonly #rounds: Rounds;
  #waiting: Waiting[] = [];
  #givenUp = 0;

  constructor(documents: Documents, { clock, log }: { clock: Clock; log: Log }) {
    this.#documents = documents;
    this.#clock = clock;
    this.#rounds = new Rounds({
      everyMs: flushEveryMs,
      round: () => this.flush(),
      onError: (error) => log.warn({ err: error }, 'system events wait: the document store took none'),
    });
    this.#rounds.start();
  }

  /** Notes an event; never fails and never waits. */
  record({ organizationId, error, requestId = null, durationMs = null, details = {}, ...event }: ProcessEvent): void {
    if (this.#waiting.length >= mostWaiting) {
      this.#waiting.shift();
      this.#givenUp += 1;
    }
    this.#waiting.push({
      ...event,
      organizationId: organizationId ?? installationId,
      // Stored again after an answer that got lost, it is still one event.
      eventId: randomUUID(),
      message: error === undefined ? null : withoutSecrets(messageOf(error)).slice(0, longestMessage),
      requestId,
      durationMs: durationMs === null ? null : Math.round(durationMs * 10) / 10,
      details,
      timestamp: this.#clock(),
    });
  }

  /** Stores what was gathered; what the store doesn't take stays for the next time. */
  async flush(): Promise<void> {
    if (this.#givenUp > 0) {
      const details = { events: this.#givenUp };
      this.#givenUp = 0;
      this.record({ kind: 'error', level: 'warning', name: 'events given up', organizationId: null, details });
    }
    const taken = this.#waiting;
    if (taken.length === 0) return;
    this.#waiting = [];
    try {
      for (const [organizationId, events] of Map.groupBy(taken, (event) => event.organizationId)) {
        const own = events.map(({ organizationId: _, ...event }) => event);
        await recordSystemEvents(this.#documents.db, organizationId, own, this.#clock());
      }
    } catch (error) {
      this.#waiting = [...taken, ...this.#waiting].slice(-mostWaiting);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#rounds.close();
    await this.flush().catch(() => undefined);
  }
}
