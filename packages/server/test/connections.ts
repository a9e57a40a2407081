import { afterAll } from 'vitest';
import { type FakeMeta, type FakeSpotify, startFakeMeta, startFakeSpotify } from '../src/providers/fakes.ts';
import type { ServerOptions } from '../src/server.ts';
import { openOwnDatabase } from './own-database.ts';
import { openTestServer, type TestServer } from './support.ts';

/** Numbers of the fake's ad accounts, as the API has them. */
export const accountIds = ['1000000000000001', '1000000000000002'] as const;

type Connected = Awaited<ReturnType<TestServer['organization']>>['client'];

export interface ConnectionServer extends TestServer {
  meta: FakeMeta;
  spotify: FakeSpotify;
  /** Time of the server and of both providers; moved by hand. */
  clock: { now(): Date; advance(by: { days?: number; hours?: number; minutes?: number }): void };
  /** Begins, agrees as the person of the fake, and finishes. */
  connect(
    client: Connected,
    provider?: 'meta' | 'spotify',
    consent?: Parameters<FakeMeta['approve']>[1],
  ): ReturnType<Connected['integrations']['callback']>;
  /** Begins and agrees: what the redirect brings. */
  agree(
    client: Connected,
    provider?: 'meta' | 'spotify',
    consent?: Parameters<FakeMeta['approve']>[1],
  ): Promise<{ state: string; code?: string; error?: string }>;
  /** Settings of a further server on the same stores and providers. */
  options: Partial<ServerOptions>;
}

/** A server on a database of its own, whose time is moved by hand, with fakes of both providers that share it. */
export async function openConnectionServer(given: Partial<ServerOptions> = {}): Promise<ConnectionServer> {
  let addedMs = 0;
  const now = () => new Date(Date.now() + addedMs);
  const clock = {
    now,
    advance: ({ days = 0, hours = 0, minutes = 0 }) => {
      addedMs += ((days * 24 + hours) * 60 + minutes) * 60_000;
    },
  };
  const [meta, spotify, stores] = await Promise.all([
    startFakeMeta({ now }),
    startFakeSpotify({ now }),
    openOwnDatabase(),
  ]);
  afterAll(() => Promise.all([meta.close(), spotify.close()]));
  const options: Partial<ServerOptions> = {
    stores,
    clock: now,
    worker: false,
    providers: {
      meta: { ...meta.app, graphUrl: meta.url, dialogUrl: meta.url, timeoutMs: 5000 },
      spotify: {
        appId: spotify.app.clientId,
        appSecret: spotify.app.clientSecret ?? '',
        apiUrl: spotify.url,
        accountsUrl: spotify.url,
        timeoutMs: 5000,
      },
    },
    ...given,
  };
  const opened = await openTestServer(options);
  const agree: ConnectionServer['agree'] = async (client, provider = 'meta', consent = {}) => {
    const { url } = await client.integrations.connect({ provider });
    const back = await (provider === 'meta' ? meta : spotify).approve(url ?? '', consent);
    const { state = '', code, error } = Object.fromEntries(back.searchParams);
    return { state, ...(code !== undefined && { code }), ...(error !== undefined && { error }) };
  };
  return {
    ...opened,
    meta,
    spotify,
    clock,
    options,
    agree,
    connect: async (client, provider, consent) => client.integrations.callback(await agree(client, provider, consent)),
  };
}
