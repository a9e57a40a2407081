import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Services } from '../context.ts';
import { BacklogMetrics } from './backlog-metrics.ts';

/** Upper ends of the buckets of durations, in seconds: from a cached read to the deadline of a call. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * What a process counts about itself, in the text format of Prometheus. A process has one of its own: several processes
 * are several targets, or one whose answers alternate.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #durations: Histogram<'procedure' | 'status'>;
  readonly #underWay: Gauge;
  readonly #streams: Gauge<'procedure'>;
  readonly #brokenOff: Counter;
  readonly #backlog: BacklogMetrics;

  constructor() {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#durations = new Histogram({
      name: 'songtrackpro_call_duration_seconds',
      help: 'Duration of calls by procedure and class of the answer.',
      labelNames: ['procedure', 'status'],
      buckets,
      registers,
    });
    this.#underWay = new Gauge({ name: 'songtrackpro_calls_in_flight', help: 'Calls under way.', registers });
    this.#streams = new Gauge({
      name: 'songtrackpro_subscriptions_open',
      help: 'Open subscriptions by procedure.',
      labelNames: ['procedure'],
      registers,
    });
    this.#brokenOff = new Counter({
      name: 'songtrackpro_requests_broken_off_total',
      help: 'Requests whose connection broke before the answer was whole.',
      registers,
    });
    this.#backlog = new BacklogMetrics(this.#registry);
  }

  /** A call has begun; what is answered is to be called with its HTTP status. */
  beginCall(procedure: string): (status: number) => void {
    const begun = performance.now();
    this.#underWay.inc();
    return (status) => {
      this.#underWay.dec();
      const seconds = (performance.now() - begun) / 1000;
      this.#durations.observe({ procedure, status: `${Math.floor(status / 100)}xx` }, seconds);
    };
  }

  /** A subscription was opened; what is answered is to be called when it ends. */
  openStream(procedure: string): () => void {
    this.#streams.inc({ procedure });
    return () => this.#streams.dec({ procedure });
  }

  brokeOff(): void {
    this.#brokenOff.inc();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  async text(services: Services): Promise<string> {
    await this.#backlog.refresh(services);
    return this.#registry.metrics();
  }
}
