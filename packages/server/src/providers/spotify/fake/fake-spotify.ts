import { Hono } from 'hono';
import { type Clock, systemClock } from '../../../core/clock.ts';
import { FakeClock } from '../../fake/fake-clock.ts';
import { Faults, type PlannedFault } from '../../fake/faults.ts';
import { type Consent, giveConsent } from '../../fake/give-consent.ts';
import { listenFake } from '../../fake/listen-fake.ts';
import { accountPages, type FakeSpotifyApp } from './account-pages.ts';
import { type FakeListener, FakeSpotifyState } from './state.ts';
import { webApi } from './web-api.ts';

export interface FakeSpotifyOptions {
  /** Spotify's clock; this machine's unless given. */
  now?: Clock;
  /** 0 finds a free one. */
  port?: number;
  app?: Partial<FakeSpotifyApp>;
  people?: FakeListener[];
}

export interface FakeSpotify {
  /** Both the API and the accounts service. */
  url: string;
  app: FakeSpotifyApp;
  clock: FakeClock;
  state: FakeSpotifyState;
  /** Requests that arrived, as `GET /v1/me`. */
  requests: readonly string[];
  /** Makes an answer go wrong. */
  fail(planned: PlannedFault): void;
  faults: Faults;
  /** Who is logged in when the consent page is opened. */
  logIn(personId: string): void;
  /** Opens the consent page and answers it as the person would; the address that the browser is sent back to. */
  approve(authorizeUrl: string | URL, consent?: Consent): Promise<URL>;
  close(): Promise<void>;
}

/** Spotify on this machine: consent, tokens and what is left of the Web API, with a clock and faults of its own. */
export async function startFakeSpotify(options: FakeSpotifyOptions = {}): Promise<FakeSpotify> {
  const clock = new FakeClock(options.now ?? systemClock);
  const state = new FakeSpotifyState(clock);
  const app: FakeSpotifyApp = {
    clientId: 'fakespotifyclient',
    clientSecret: 'fake-spotify-client-secret',
    name: 'SongTrackPro',
    redirectUris: [],
    rotates: true,
    ...options.app,
  };
  for (const person of options.people ?? [{ id: 'someone', displayName: 'A person who listens' }])
    state.people.set(person.id, { ...person });
  let loggedIn = [...state.people.keys()][0] ?? '';

  const faults = new Faults();
  const requests: string[] = [];
  const server = new Hono();
  server.use(async (c, next) => {
    requests.push(`${c.req.method} ${c.req.path}`);
    await next();
  });
  server.route(
    '/',
    accountPages(state, app, () => loggedIn),
  );
  server.route('/v1', webApi(state));
  server.notFound((c) => c.json({ error: { status: 404, message: 'Service not found' } }, 404));

  const { url, close } = await listenFake(server.fetch, faults, options.port);
  return {
    url,
    app,
    clock,
    state,
    requests,
    faults,
    fail: (planned) => faults.plan(planned),
    logIn: (personId) => {
      loggedIn = personId;
    },
    approve: giveConsent,
    close,
  };
}
