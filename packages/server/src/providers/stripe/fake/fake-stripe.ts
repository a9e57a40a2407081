import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { Hono } from 'hono';
import type Stripe from 'stripe';
import { type Clock, systemClock } from '../../../core/clock.ts';
import { FakeClock } from '../../fake/fake-clock.ts';
import { Faults, type PlannedFault } from '../../fake/faults.ts';
import { listenFake } from '../../fake/listen-fake.ts';
import { renewCard, setDecline } from './billing/cards.ts';
import { catchUp } from './billing/clock-work.ts';
import { closeDispute, openDispute } from './billing/refunds.ts';
import { controls } from './controls.ts';
import { idempotency } from './core/idempotency.ts';
import { type FakeEvent, FakeStripeState } from './core/state.ts';
import { type RefusalText, refusalBody, StripeRefusal } from './core/stripe-refusal.ts';
import { FakeWebhooks } from './delivery/webhooks.ts';
import { allEndpoints } from './endpoints/all-endpoints.ts';
import type { Purchase } from './endpoints/checkout.ts';
import { addEndpoint } from './endpoints/events.ts';
import { checkoutPages } from './pages/checkout-page.ts';
import { invoicePages } from './pages/invoice-page.ts';
import { portalPages } from './pages/portal-page.ts';
import { defaultSettings, type FakeStripeSettings } from './settings.ts';

export interface FakeStripeOptions extends Partial<FakeStripeSettings> {
  /** Stripe's clock; this machine's unless given. */
  now?: Clock;
  /** By what events are signed: `now` unless given, whatever the clock is moved by. */
  signingClock?: Clock;
  /** 0 finds a free one. */
  port?: number;
}

export interface FakeStripe {
  /** The API and all pages. */
  url: string;
  /** For `new Stripe(apiKey, connection)`. */
  connection: { host: string; port: number; protocol: 'http' };
  settings: FakeStripeSettings;
  clock: FakeClock;
  state: FakeStripeState;
  /** Requests that arrived, as `POST /v1/customers`. */
  requests: readonly string[];
  whenRequested(count: number): Promise<void>;
  /** Makes an answer go wrong. */
  fail(planned: PlannedFault): void;
  faults: Faults;
  /** Refuses requests for there being too many. */
  limitRate(on?: RegExp, times?: number): void;
  /** Is down for requests: answers 503, cuts connections, or keeps silent. */
  breakDown(kind?: '503' | 'cut' | 'silent', times?: number): void;
  /** Moves the time on, does what has become due, and sends what it caused. */
  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): Promise<void>;
  webhooks: FakeWebhooks;
  /** Sends events to an address from now on. */
  deliverTo(url: string, secrets: string | string[], types?: string[]): Stripe.WebhookEndpoint;
  /** Presses a button of a checkout, portal or invoice page; the address that the browser is sent to, or the page. */
  click(page: string, form: Record<string, string>): Promise<{ status: number; location: string | null; text: string }>;
  /** Sends an event of any type, as Stripe may bring one that nobody knows yet. */
  tell(type: string, object: object): FakeEvent;
  /** A bank gives a card another expiry by itself. */
  renewCard(paymentMethod: string, expires: { month: number; year: number }): Stripe.PaymentMethod;
  /** Has a card declined from now on, or work again. */
  decline(paymentMethod: string, code: string | null): void;
  dispute(charge: string, reason?: string): Stripe.Dispute;
  closeDispute(dispute: string, status: 'won' | 'lost'): Stripe.Dispute;
  close(): Promise<void>;
}

/** Stripe on this machine: the API for subscriptions, its pages and its events, with a clock and faults of its own. */
export async function startFakeStripe(options: FakeStripeOptions = {}): Promise<FakeStripe> {
  const { now = systemClock, signingClock = now, port, ...given } = options;
  const clock = new FakeClock(now);
  const settings: FakeStripeSettings = { ...defaultSettings, seed: randomBytes(4).toString('hex'), ...given };
  const state = new FakeStripeState(clock, settings);
  const webhooks = new FakeWebhooks(state, signingClock);
  state.onEvent = (event) => webhooks.enqueue(event);
  const purchases = new Map<string, Purchase>();
  const faults = new Faults();
  const requests: string[] = [];
  const arrivals = new EventEmitter();

  const advance: FakeStripe['advance'] = async (by) => {
    clock.advance(by);
    catchUp(state);
    await webhooks.settled();
  };

  const server = new Hono();
  server.use(async (c, next) => {
    requests.push(`${c.req.method} ${c.req.path}`);
    arrivals.emit('request');
    catchUp(state);
    await next();
  });
  server.use('/v1/*', async (c, next) => {
    if (c.req.header('authorization') !== `Bearer ${settings.apiKey}`)
      throw new StripeRefusal({ status: 401, type: 'invalid_request_error', message: 'Invalid API Key provided.' });
    await next();
    c.header('stripe-version', c.req.header('stripe-version') ?? settings.apiVersion);
  });
  server.use('/v1/*', idempotency(state));
  server.onError((error) => {
    if (!(error instanceof StripeRefusal)) throw error;
    return refuse(state, error.refusal);
  });
  server.notFound((c) => {
    const message = `Unrecognized request URL (${c.req.method}: ${c.req.path}).`;
    return refuse(state, { status: 404, type: 'invalid_request_error', message });
  });
  for (const endpoints of allEndpoints(state, webhooks, purchases)) server.route('/', endpoints.routes);
  server.route('/', checkoutPages(state, purchases));
  server.route('/', portalPages(state));
  server.route('/', invoicePages(state));
  server.route('/', controls({ state, webhooks, advance }));

  const { url, close } = await listenFake(server.fetch, faults, port);
  state.url = url;
  return {
    url,
    connection: { host: new URL(url).hostname, port: Number(new URL(url).port), protocol: 'http' },
    settings,
    clock,
    state,
    requests,
    whenRequested: async (count) => {
      while (requests.length < count) await once(arrivals, 'request');
    },
    fail: (planned) => faults.plan(planned),
    faults,
    limitRate: (on = /\/v1\//, times = 1) => faults.plan({ fault: tooMany, on, times }),
    breakDown: (kind = '503', times = Number.POSITIVE_INFINITY) =>
      faults.plan({ fault: kind === '503' ? unavailable : { kind }, on: /\/v1\//, times }),
    advance,
    webhooks,
    deliverTo: (to, secrets, types = ['*']) =>
      addEndpoint(state, webhooks, { url: to, enabled_events: types, secrets: [secrets].flat() }),
    click: (page, form) => click(page, form),
    tell: (type, object) => state.tell(type, object),
    renewCard: (id, expires) => renewCard(state, known(state.paymentMethods, id), expires),
    decline: (id, code) => setDecline(state, known(state.paymentMethods, id), code),
    dispute: (charge, reason) => openDispute(state, known(state.charges, charge), reason),
    closeDispute: (dispute, status) => closeDispute(state, known(state.disputes, dispute), status),
    close,
  };
}

function refuse(state: FakeStripeState, refusal: RefusalText): Response {
  const request = state.newId('req');
  return new Response(JSON.stringify(refusalBody(refusal, request)), {
    status: refusal.status,
    headers: { 'content-type': 'application/json', 'request-id': request },
  });
}

const tooMany = {
  kind: 'answer',
  status: 429,
  body: refusalBody({
    type: 'invalid_request_error',
    code: 'rate_limit',
    message: 'Too many requests hit the API too quickly. We recommend an exponential backoff of your requests.',
  }),
} as const;
const unavailable = {
  kind: 'answer',
  status: 503,
  body: refusalBody({ type: 'api_error', message: 'Stripe is currently unavailable.' }),
} as const;

async function click(page: string, form: Record<string, string>) {
  const answered = await fetch(page, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
  return { status: answered.status, location: answered.headers.get('location'), text: await answered.text() };
}

function known<T>(kind: ReadonlyMap<string, T>, id: string): T {
  const found = kind.get(id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
}
