import type Stripe from 'stripe';
import type { Clock } from '../../../../core/clock.ts';
import type { FakeEvent, FakeStripeState } from '../core/state.ts';
import { shuffled } from './shuffle.ts';
import { signatureHeader } from './sign.ts';

/** What goes wrong on the way of an event. `late` lets so many others pass first; `delayed` waits by Stripe's clock. */
export type Mishap =
  | { kind: 'drop' }
  | { kind: 'double' }
  | { kind: 'late'; by: number }
  | { kind: 'delayed'; minutes: number };

export interface PlannedMishap {
  mishap: Mishap;
  /** Which types of events. */
  on: RegExp;
  /** How many are hit; 1 unless given. */
  times?: number;
}

interface Parcel {
  event: FakeEvent;
  endpoint: Stripe.WebhookEndpoint;
  attempt: number;
}

export interface DeliveryRecord {
  event: string;
  type: string;
  endpoint: string;
  /** What the receiver answered; null where nothing came back. */
  status: number | null;
}

/** Minutes after a failed attempt at which the next is made, three days in all. */
const retryMinutes = [5, 30, 120, 300, 600, 600, 600, 600, 600, 900];

/** Sends events to the endpoints that asked for them, one after the other. */
export class FakeWebhooks {
  readonly #state: FakeStripeState;
  readonly #signingClock: Clock;
  readonly #secrets = new Map<string, string[]>();
  readonly #undelivered = new Map<string, Set<string>>();
  #queue: Parcel[] = [];
  #retries: (Parcel & { at: number })[] = [];
  #late: { parcel: Parcel; after: number }[] = [];
  #planned: Required<PlannedMishap>[] = [];
  #held = false;
  #running: Promise<void> | null = null;
  readonly deliveries: DeliveryRecord[] = [];

  constructor(state: FakeStripeState, signingClock: Clock) {
    this.#state = state;
    this.#signingClock = signingClock;
  }

  /** Has an endpoint signed for by a secret; several while one is replaced by another. */
  setSecrets(endpoint: string, secrets: string[]): void {
    this.#secrets.set(endpoint, secrets);
  }

  plan({ mishap, on, times = 1 }: PlannedMishap): void {
    this.#planned.push({ mishap, on, times });
  }

  /** From now on events wait. */
  hold(): void {
    this.#held = true;
  }

  /** Sends what waits, in the order in which it happened or another, and goes on as before. */
  async flush({ order = 'sent', seed = 1 }: { order?: 'sent' | 'reversed' | 'shuffled'; seed?: number } = {}) {
    if (order === 'reversed') this.#queue.reverse();
    if (order === 'shuffled') this.#queue = shuffled(this.#queue, seed);
    this.#held = false;
    await this.settled();
  }

  /** What waits is lost, as if it had been sent and never arrived. */
  discard(): number {
    const { length } = this.#queue;
    this.#queue = [];
    return length;
  }

  /** Sends an event once more, as a person does in the dashboard. */
  async resend(eventId: string): Promise<void> {
    const event = this.#state.events.get(eventId);
    if (!event) throw new Error(`there is no event ${eventId}`);
    for (const endpoint of this.#endpointsFor(event))
      this.#queue.push({ event, endpoint, attempt: retryMinutes.length });
    await this.settled();
  }

  /** The bytes of an event and their signature, as an endpoint gets them. */
  sign(event: FakeEvent, secrets: readonly string[], at = this.#signingClock()): { body: string; header: string } {
    const body = JSON.stringify(event, null, 2);
    return { body, header: signatureHeader(body, secrets, at) };
  }

  /** Did every endpoint take an event? */
  wasDelivered(eventId: string): boolean {
    return (this.#undelivered.get(eventId)?.size ?? 0) === 0;
  }

  enqueue(event: FakeEvent): void {
    const endpoints = this.#endpointsFor(event);
    event.pending_webhooks = endpoints.length;
    this.#undelivered.set(event.id, new Set(endpoints.map(({ id }) => id)));
    for (const endpoint of endpoints) this.#place({ event, endpoint, attempt: 0 });
    if (!this.#held) this.#start();
  }

  /** Resolves once nothing is on its way; what is held or waits for a retry isn't. */
  async settled(): Promise<void> {
    for (;;) {
      this.#takeDueRetries();
      if (this.#held || (this.#queue.length === 0 && this.#late.length === 0 && !this.#running)) return;
      this.#start();
      await this.#running;
    }
  }

  #start(): void {
    this.#running ??= this.#send().finally(() => {
      this.#running = null;
    });
  }

  async #send(): Promise<void> {
    while (!this.#held && (this.#queue.length > 0 || this.#late.length > 0)) {
      const parcel = this.#queue.shift() ?? this.#late.shift()?.parcel;
      if (parcel) await this.#deliver(parcel);
      for (const late of this.#late) late.after -= 1;
      const ripe = this.#late.filter(({ after }) => after <= 0);
      this.#late = this.#late.filter(({ after }) => after > 0);
      this.#queue.unshift(...ripe.map((late) => late.parcel));
    }
  }

  #place(parcel: Parcel): void {
    const planned = this.#planned.find(({ on, times }) => times > 0 && on.test(parcel.event.type));
    if (planned) planned.times -= 1;
    const mishap = planned?.mishap;
    if (mishap?.kind === 'drop') return;
    if (mishap?.kind === 'delayed') this.#retries.push({ ...parcel, at: this.#state.now() + mishap.minutes * 60 });
    else if (mishap?.kind === 'late') this.#late.push({ parcel, after: mishap.by + 1 });
    else this.#queue.push(parcel);
    if (mishap?.kind === 'double') this.#queue.push(parcel);
  }

  async #deliver({ event, endpoint, attempt }: Parcel): Promise<void> {
    const { body, header } = this.sign(event, this.#secrets.get(endpoint.id) ?? []);
    const status = await post(endpoint.url, body, header);
    this.deliveries.push({ event: event.id, type: event.type, endpoint: endpoint.id, status });
    const open = this.#undelivered.get(event.id);
    if (status !== null && status >= 200 && status < 300) {
      open?.delete(endpoint.id);
      event.pending_webhooks = open?.size ?? 0;
      return;
    }
    const minutes = retryMinutes[attempt];
    if (minutes !== undefined)
      this.#retries.push({ event, endpoint, attempt: attempt + 1, at: this.#state.now() + minutes * 60 });
  }

  #takeDueRetries(): void {
    const now = this.#state.now();
    this.#queue.push(...this.#retries.filter(({ at }) => at <= now));
    this.#retries = this.#retries.filter(({ at }) => at > now);
  }

  #endpointsFor(event: FakeEvent): Stripe.WebhookEndpoint[] {
    return [...this.#state.webhookEndpoints.values()].filter(
      ({ status, enabled_events: types }) =>
        status === 'enabled' && (types.includes('*') || types.includes(event.type)),
    );
  }
}

async function post(url: string, body: string, signature: string): Promise<number | null> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': signature,
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return null;
  }
}
