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

/** A call that was answered, or refused for what its caller did. */
export interface AnsweredCall {
  procedure: string;
  organizationId: string | null;
  requestId: string;
  durationMs: number;
  /** `ok`, or a code of the catalogue of errors. */
  code: string;
  status: number;
}

/** Which calls leave an event: all, or only those that failed by a fault of ours or were slow. */
export type EventScope = 'all' | 'errors';

const flushEveryMs = 2000;
/** Events that wait for a document store that is away; of more, the oldest are given up and counted. */
const mostWaiting = 2000;
/** The same of ordinary calls, which never crowd out another event: 1,000 a second and process while the store takes them. */
const mostCalls = 2000;
const longestMessage = 1000;

type Waiting = SystemEvent & { organizationId: string };

function messageOf(error: unknown): string {
  const { type, message, code, cause } = logError(error);
  const own = `${type}${code === undefined ? '' : ` ${code}`}: ${message}`;
  return cause === undefined ? own : `${own}; because of ${cause.type}: ${cause.message}`;
}

const rounded = (ms: number): number => Math.round(ms * 10) / 10;

/** What this process writes into `system_events`: gathered, and stored every two seconds. */
export class SystemLog {
  readonly #documents: Documents;
  readonly #clock: Clock;
  readonly #scope: EventScope;
  readonly #rounds: Rounds;
  #waiting: Waiting[] = [];
  #calls: Waiting[] = [];
  #givenUp = { events: 0, calls: 0 };

  constructor(documents: Documents, { clock, log, scope }: { clock: Clock; log: Log; scope: EventScope }) {
    this.#documents = documents;
    this.#clock = clock;
    this.#scope = scope;
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
      this.#givenUp.events += 1;
    }
    this.#waiting.push({
      ...event,
      organizationId: organizationId ?? installationId,
      // Stored again after an answer that got lost, it is still one event.
      eventId: randomUUID(),
      message: error === undefined ? null : withoutSecrets(messageOf(error)).slice(0, longestMessage),
      requestId,
      durationMs: durationMs === null ? null : rounded(durationMs),
      details,
      timestamp: this.#clock(),
    });
  }

  /** Notes an ordinary call where all leave an event; of more than are stored in time the newest are given up and counted. */
  recordCall({ procedure, organizationId, requestId, durationMs, code, status }: AnsweredCall): void {
    if (this.#scope !== 'all') return;
    if (this.#calls.length >= mostCalls) {
      this.#givenUp.calls += 1;
      return;
    }
    this.#calls.push({
      kind: 'api_call',
      level: 'info',
      name: procedure,
      organizationId: organizationId ?? installationId,
      eventId: randomUUID(),
      message: null,
      requestId,
      durationMs: rounded(durationMs),
      details: { code, status },
      timestamp: this.#clock(),
    });
  }

  #tellGivenUp(): void {
    for (const kind of ['events', 'calls'] as const) {
      const count = this.#givenUp[kind];
      if (count === 0) continue;
      this.#givenUp[kind] = 0;
      const details = { [kind]: count };
      this.record({ kind: 'error', level: 'warning', name: `${kind} given up`, organizationId: null, details });
    }
  }

  /** Stores what was gathered; what the store doesn't take stays for the next time. */
  async flush(): Promise<void> {
    this.#tellGivenUp();
    const [events, calls] = [this.#waiting, this.#calls];
    if (events.length + calls.length === 0) return;
    this.#waiting = [];
    this.#calls = [];
    try {
      await this.#store([...events, ...calls]);
    } catch (error) {
      const [allEvents, allCalls] = [
        [...events, ...this.#waiting],
        [...calls, ...this.#calls],
      ];
      this.#waiting = allEvents.slice(-mostWaiting);
      this.#calls = allCalls.slice(0, mostCalls);
      this.#givenUp.events += allEvents.length - this.#waiting.length;
      this.#givenUp.calls += allCalls.length - this.#calls.length;
      throw error;
    }
  }

  async #store(waiting: readonly Waiting[]): Promise<void> {
    for (const [organizationId, events] of Map.groupBy(waiting, (event) => event.organizationId)) {
      const own = events.map(({ organizationId: _, ...event }) => event);
      await recordSystemEvents(this.#documents.db, organizationId, own, this.#clock());
    }
  }

  async close(): Promise<void> {
    await this.#rounds.close();
    await this.flush().catch(() => undefined);
  }
}
