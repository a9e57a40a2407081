import { createHmac } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { Hono } from 'hono';
import { type Clock, systemClock } from '../../../core/clock.ts';
import { FakeClock } from '../../fake/fake-clock.ts';
import { Faults, type PlannedFault } from '../../fake/faults.ts';
import { type Consent, giveConsent } from '../../fake/give-consent.ts';
import { listenFake } from '../../fake/listen-fake.ts';
import { adEndpoints, type FakeAds } from './ad-endpoints.ts';
import { FakeAdTree } from './ad-tree.ts';
import { audienceEndpoints } from './audience-endpoints.ts';
import { controls } from './controls.ts';
import { FakeDelivery } from './delivery.ts';
import { dialogPages, type FakeApp } from './dialog.ts';
import { GraphRefusal, graphErrorBody } from './graph-errors.ts';
import { FakeLimits } from './limits.ts';
import { ownAccount } from './own-account.ts';
import { FakeReports } from './reports.ts';
import { type FakeAdAccount, FakeMetaState, type FakePerson } from './state.ts';
import { tokenEndpoint } from './token-endpoint.ts';
import { writeEndpoints } from './write-endpoints.ts';

export interface FakeMetaOptions {
  /** Meta's clock; this machine's unless given. */
  now?: Clock;
  /** 0 finds a free one. */
  port?: number;
  app?: Partial<FakeApp>;
  people?: FakePerson[];
  adAccounts?: FakeAdAccount[];
  /** How many campaigns each ad account has, ad sets each campaign, and ads each ad set. */
  ads?: { campaigns: number; adSets: number; ads: number };
  /** How many days ago the campaigns were made; 90 unless given. */
  days?: number;
  mostRows?: Partial<FakeAds['mostRows']>;
}

export interface FakeMeta {
  /** Both the API and the dialog. */
  url: string;
  app: FakeApp;
  clock: FakeClock;
  state: FakeMetaState;
  /** What was advertised, what it delivered, limits, reports, and what goes wrong with pages. */
  ads: FakeAds;
  /** Requests that arrived, as `GET /v26.0/me`. */
  requests: readonly string[];
  /** Resolves once so many requests have arrived. */
  whenRequested(count: number): Promise<void>;
  /** Makes an answer go wrong. */
  fail(planned: PlannedFault): void;
  faults: Faults;
  /** Who is logged in when the dialog is opened. */
  logIn(personId: string): void;
  /** Opens the dialog and answers it as the person would; the address that the browser is sent back to. */
  approve(authorizeUrl: string | URL, consent?: Consent): Promise<URL>;
  /** What Meta posts when a person removes the app or wants data deleted: the form field `signed_request`. */
  signedRequest(personId: string): string;
  close(): Promise<void>;
}

const defaultAccounts: FakeAdAccount[] = [
  {
    id: 'act_1000000000000001',
    name: 'Label ads',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    status: 1,
    activeAds: 3,
  },
  {
    id: 'act_1000000000000002',
    name: 'Tour ads',
    currency: 'USD',
    timeZone: 'America/New_York',
    status: 1,
    activeAds: 2,
  },
];
const defaultPerson: FakePerson = {
  id: '900000000000001',
  name: 'A person who advertises',
  adAccounts: defaultAccounts.map(({ id }) => id),
};

/** Meta on this machine: the dialog, tokens and the API with a clock and faults of its own. */
export async function startFakeMeta(options: FakeMetaOptions = {}): Promise<FakeMeta> {
  const clock = new FakeClock(options.now ?? systemClock);
  const state = new FakeMetaState(clock);
  const app: FakeApp = {
    appId: '400000000000001',
    appSecret: 'fake-meta-app-secret',
    name: 'SongTrackPro',
    redirectUris: [],
    ...options.app,
  };
  for (const account of options.adAccounts ?? defaultAccounts) state.adAccounts.set(account.id, { ...account });
  for (const person of options.people ?? [defaultPerson]) state.people.set(person.id, { ...person });
  let loggedIn = [...state.people.keys()][0] ?? '';

  const ads: FakeAds = {
    state,
    app,
    tree: new FakeAdTree(),
    delivery: new FakeDelivery(),
    limits: new FakeLimits(clock),
    reports: new FakeReports(),
    mostRows: { direct: 50_000, report: 500_000, ...options.mostRows },
    pageFaults: [],
    audiences: new Map(),
    unacceptedTerms: new Set(),
  };
  const size = options.ads ?? { campaigns: 2, adSets: 2, ads: 2 };
  const createdAt = new Date(clock.now().getTime() - (options.days ?? 90) * 86_400_000);
  for (const id of state.adAccounts.keys()) ads.tree.grow(id, size, createdAt);
  ads.delivery.firstDay = createdAt.toISOString().slice(0, 10);

  const faults = new Faults();
  const requests: string[] = [];
  const arrivals = new EventEmitter();
  const server = new Hono();
  server.use(async (c, next) => {
    requests.push(`${c.req.method} ${c.req.path}`);
    arrivals.emit('request');
    await next();
  });
  server.onError((error, c) => {
    if (!(error instanceof GraphRefusal)) throw error;
    const { status = 400, headers = {} } = error.refusal;
    return c.json(graphErrorBody(error.refusal), status === 401 ? 401 : status === 403 ? 403 : 400, headers);
  });
  server.notFound((c) =>
    c.json(graphErrorBody({ code: 2500, message: `Unknown path components: ${c.req.path}` }), 404),
  );
  server.route(
    '/',
    dialogPages(state, app, () => loggedIn),
  );
  server.route('/', tokenEndpoint(state, app));
  server.route('/', audienceEndpoints(ads));
  server.route('/', writeEndpoints(ads));
  server.route('/', ownAccount(state, app));
  server.route('/', adEndpoints(ads));
  server.route('/', controls(ads.delivery));

  const { url, close } = await listenFake(server.fetch, faults, options.port);
  return {
    url,
    app,
    clock,
    state,
    ads,
    requests,
    faults,
    whenRequested: async (count) => {
      while (requests.length < count) await once(arrivals, 'request');
    },
    fail: (planned) => faults.plan(planned),
    logIn: (personId) => {
      loggedIn = personId;
    },
    approve: giveConsent,
    signedRequest: (personId) => signRequest(app.appSecret, personId, clock.now()),
    close,
  };
}

function signRequest(secret: string, personId: string, at: Date): string {
  const content = { user_id: personId, algorithm: 'HMAC-SHA256', issued_at: Math.floor(at.getTime() / 1000) };
  const payload = Buffer.from(JSON.stringify(content)).toString('base64url');
  return `${createHmac('sha256', secret).update(payload).digest('base64url')}.${payload}`;
}
