import { type Backlog, type QueueHealth, readBacklog } from '@songtrackpro/db';
import { Gauge, type Registry } from 'prom-client';
import type { Services } from '../context.ts';
import { checkReady } from '../readiness.ts';

/** Metrics that are looked up in the stores when somebody reads them. */
export class BacklogMetrics {
  readonly #up: Gauge<'part'>;
  readonly #connections: Gauge<'state'>;
  readonly #outbox: Gauge;
  readonly #outboxOldest: Gauge;
  readonly #imports: Gauge;
  readonly #jobs: Gauge<'queue' | 'state'>;
  readonly #oldestJob: Gauge<'queue'>;

  constructor(registry: Registry) {
    const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
      new Gauge<Label>({ name: `songtrackpro_${name}`, help, labelNames, registers: [registry] });
    this.#up = gauge('up', 'Whether a part answers: 1, or 0.', 'part');
    const connections = 'Connections for transactions: busy, idle, and transactions that wait for one.';
    this.#connections = gauge('postgres_connections', connections, 'state');
    this.#outbox = gauge('outbox_entries', 'Entries that were not delivered to the document store yet.');
    this.#outboxOldest = gauge('outbox_oldest_seconds', 'For how long the oldest of them waits.');
    this.#imports = gauge('imports_open', 'Imports that wait for a worker or are with one.');
    const jobs = 'Jobs of a queue: waiting, failed ones among them, running, and dead ones.';
    this.#jobs = gauge('jobs', jobs, 'queue', 'state');
    this.#oldestJob = gauge('job_oldest_wait_seconds', 'For how long the oldest job that could run waits.', 'queue');
  }

  /** Looks anew. What a store that is away would have answered is left out, and the store itself says 0. */
  async refresh(services: Services): Promise<void> {
    for (const [state, count] of Object.entries(services.postgres.app.transactions.usage))
      this.#connections.set({ state }, count);
    const [{ parts }] = await Promise.all([
      checkReady(services),
      readBacklog(services.postgres).then(
        (backlog) => this.#setBacklog(backlog),
        () => this.#forgetBacklog(),
      ),
      services.jobs.health().then(
        (queues) => this.#setQueues(queues),
        () => this.#setQueues([]),
      ),
    ]);
    for (const [part, answers] of Object.entries(parts)) this.#up.set({ part }, answers ? 1 : 0);
  }

  #setBacklog({ outboxEntries, outboxOldestSeconds, openImports }: Backlog): void {
    this.#outbox.set(outboxEntries);
    this.#outboxOldest.set(outboxOldestSeconds);
    this.#imports.set(openImports);
  }

  #forgetBacklog(): void {
    for (const gauge of [this.#outbox, this.#outboxOldest, this.#imports]) gauge.remove();
  }

  #setQueues(queues: readonly QueueHealth[]): void {
    this.#jobs.reset();
    this.#oldestJob.reset();
    for (const { name: queue, waiting, failed, running, dead, oldestWaitSeconds } of queues) {
      for (const [state, count] of Object.entries({ waiting, failed, running, dead }))
        this.#jobs.set({ queue, state }, count);
      this.#oldestJob.set({ queue }, oldestWaitSeconds ?? 0);
    }
  }
}
