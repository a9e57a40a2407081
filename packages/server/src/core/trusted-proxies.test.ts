import { SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { password, people } from '../../test/people.ts';
import { errorOf, openTestServer, type TestServer } from '../../test/support.ts';
import { readEnvironment } from './environment.ts';
import { createLog } from './log.ts';
import { TrustedProxies } from './trusted-proxies.ts';

const lines: string[] = [];
const target = { write: (line: string) => lines.push(line) };
const proxied = await openTestServer({
  log: createLog('info', target),
  http: { trustedProxies: ['127.0.0.0/8', '::1', '10.0.0.0/8'] },
});
const bare = await openTestServer({ worker: false });

/** A client whose calls carry what a proxy, or somebody who plays one, says. */
const saying = ({ server }: TestServer, apiKey: string | undefined, headers: Record<string, string>) =>
  new SongTrackPro({
    ...(apiKey !== undefined && { apiKey }),
    baseUrl: server.url,
    retries: 0,
    fetch: (input, init) => {
      const all = new Headers(init?.headers);
      for (const [name, value] of Object.entries(headers)) all.set(name, value);
      return fetch(input, { ...init, headers: all });
    },
  });

const forwardedFor = (hops: string) => ({ 'x-forwarded-for': hops });

const callerOf = (peer: string, header: 'x-forwarded-for' | 'forwarded', value?: string) =>
  new TrustedProxies(['10.0.0.0/8', '2001:db8:5::/48', '203.0.113.9'], header).callerOf(peer, (name) =>
    name === header ? value : '192.0.2.66',
  );

test.each([
  ['a connection from elsewhere, whatever its headers say', '198.51.100.1', '192.0.2.1', '198.51.100.1'],
  ['a proxy that names nobody', '10.0.0.1', undefined, '10.0.0.1'],
  ['one hop', '10.0.0.1', '198.51.100.7', '198.51.100.7'],
  ['a forged address left of the true one', '10.0.0.1', '192.0.2.1, 198.51.100.7', '198.51.100.7'],
  ['a forged hop that plays a proxy', '10.0.0.1', '192.0.2.1, 10.0.0.3, 198.51.100.7', '198.51.100.7'],
  ['several proxies', '10.0.0.1', '192.0.2.1, 198.51.100.7, 203.0.113.9,10.0.0.2', '198.51.100.7'],
  ['proxies alone', '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
  ['a proxy on a socket for both versions', '::ffff:10.0.0.1', '198.51.100.7', '198.51.100.7'],
  ['version 6, in whatever form', '2001:db8:5::1', '192.0.2.1, 2001:DB8:0:0::07', '2001:db8::7'],
  ['version 4 as version 6', '10.0.0.1', '::ffff:198.51.100.7', '198.51.100.7'],
  ['ports', '10.0.0.1', '198.51.100.7:4711, [2001:db8:5::2]:443', '198.51.100.7'],
  ['what is no address', '10.0.0.1', '198.51.100.7, unknown', null],
  ['nothing', '10.0.0.1', '', null],
  ['a list of networks as an address', '10.0.0.1', '198.51.100.0/24', null],
])('%s in X-Forwarded-For', (_, peer, value, address) => {
  expect(callerOf(peer, 'x-forwarded-for', value)).toBe(address);
});

test.each([
  ['one hop', 'for=198.51.100.7;proto=https;by=10.0.0.1', '198.51.100.7'],
  ['version 6 with a port', 'For="[2001:db8::7]:4711"', '2001:db8::7'],
  ['a forged element', 'for=192.0.2.1, for=198.51.100.7;host="a.example.com"', '198.51.100.7'],
  ['several proxies', 'for=192.0.2.1, for=198.51.100.7, for="[2001:db8:5::2]"', '198.51.100.7'],
  ['a name instead of an address', 'for=_hidden', null],
  ['an element for nobody', 'proto=https', null],
  ['two in one', 'for=192.0.2.1;for=198.51.100.7', null],
  ['a host that pretends to be an element', 'for=198.51.100.7;host="a,for=192.0.2.1"', null],
  ['a host that pretends to be one across an open quote', 'for=", for=198.51.100.7;host=",for=192.0.2.1;a="', null],
])('%s in Forwarded', (_, value, address) => {
  expect(callerOf('10.0.0.1', 'forwarded', value)).toBe(address);
});

test('networks of proxies that are none are refused at the start, beside the other faults', () => {
  const given = { TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8::/32,::1,192.0.2.1', PROXY_HEADER: 'forwarded' };
  expect(readEnvironment(given)).toMatchObject({
    TRUSTED_PROXIES: ['10.0.0.0/8', '2001:db8::/32', '::1', '192.0.2.1'],
    PROXY_HEADER: 'forwarded',
  });
  expect(readEnvironment({})).toMatchObject({ TRUSTED_PROXIES: [], PROXY_HEADER: 'x-forwarded-for' });
  for (const text of ['10.0.0.0/33', 'proxy.example.com', '10.0.0.1,', '*', '2001:db8::/129', '10.0.0']) {
    const read = () => readEnvironment({ TRUSTED_PROXIES: text, PROXY_HEADER: 'via', PORT: 'x' });
    expect(read).toThrow(/PORT must be.*TRUSTED_PROXIES must be addresses or CIDR networks.*PROXY_HEADER must be/s);
  }
});

test('a key with networks is taken from whom a trusted proxy asks for, and from nobody who only says so', async () => {
  const { client } = await proxied.organization();
  const allowedNetworks = ['198.51.100.0/24'];
  const { key = null } = await client.apiKeys.create({ name: 'k', scopes: ['artists:read'], allowedNetworks });
  const list = (server: TestServer, hops: string) => saying(server, key ?? '', forwardedFor(hops)).artists.list();
  expect((await list(proxied, '192.0.2.1, 198.51.100.7')).items).toEqual([]);
  for (const hops of ['198.51.100.7, 192.0.2.1', 'unknown', '']) {
    expect(await errorOf(list(proxied, hops)), hops).toMatchObject({ code: 'api_key_network' });
  }
  expect(await errorOf(list(bare, '198.51.100.7'))).toMatchObject({
    code: 'api_key_network',
    details: { address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/) },
  });
});

test('audit and access log name whom a trusted proxy asks for', async () => {
  const { apiKey, client } = await proxied.organization();
  await saying(proxied, apiKey, forwardedFor('192.0.2.1, 2001:db8::7, 10.0.0.2')).artists.create({ name: 'A' });
  await expect.poll(async () => (await client.audit.list()).items[0]?.ip).toBe('2001:db8::7');
  await expect.poll(() => lines.filter((line) => line.includes('"ip":"2001:db8::7"'))).toHaveLength(1);
});

test('each caller behind a trusted proxy has limits of their own, and forging headers gets nobody more', async () => {
  const attempts = { perNetwork: 2, perAccountFromNetwork: 2, perAccount: 1e6, mailsPerAddress: 9 };
  const limited = await openTestServer({
    worker: false,
    pointsPerMinute: 100,
    signIn: { limits: { ...attempts, invitationsPerOrganization: 9 } },
    http: { trustedProxies: ['127.0.0.1', '::1'] },
  });
  const [host, other] = [`198.51.100.${process.pid % 256}`, `2001:db8:${(Date.now() % 65_536).toString(16)}::7`];
  const signIn = (hops: string) =>
    errorOf(
      saying(limited, undefined, forwardedFor(hops)).identity.signIn({
        email: `${host}@example.com`,
        password: 'wrong',
      }),
    );
  for (const hop of ['192.0.2.1', '192.0.2.2'])
    expect(await signIn(`${hop}, ${host}`)).toMatchObject({ code: 'sign_in_failed' });
  expect(await signIn(`192.0.2.3, ${host}`)).toMatchObject({ code: 'rate_limited', details: { policy: 'attempts' } });
  expect(await signIn(other)).toMatchObject({ code: 'sign_in_failed' });
});

test('a session says where a trusted proxy was asked from, and a forged header leaves no trace in one', async () => {
  const { signedUp, as } = people(proxied);
  const { email, session } = await signedUp();
  const signIn = (server: TestServer, headers: Record<string, string>) =>
    saying(server, undefined, headers).identity.signIn({ email, password });
  await signIn(proxied, { ...forwardedFor('192.0.2.1, 198.51.100.77'), 'x-real-ip': '192.0.2.2' });
  await signIn(bare, { ...forwardedFor('192.0.2.3'), forwarded: 'for=192.0.2.4', 'x-real-ip': '192.0.2.5' });
  const ips = (await as(session).identity.listSessions()).items.map(({ ip }) => ip);
  expect(ips).toContain('198.51.100.77');
  expect(ips.filter((ip) => ip?.startsWith('192.0.2.'))).toEqual([]);
  const events = (await as(session).identity.listEvents()).items.map(({ ip }) => ip);
  expect(events).toContain('198.51.100.77');
});
