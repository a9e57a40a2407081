import { inspect } from 'node:util';
import { AuthenticationError, createClient, SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { answerData, answerFault, faultOf, openRawServer } from './raw-server.ts';

const me = { organization: { id: 'o' } };
const secret = 'stp_dev_abcdefgh12345678';

test('white space around a pasted key is cut off', async () => {
  const { client, requests } = await openRawServer((_, answer) => answerData(answer, me));
  await client({ apiKey: ` ${secret}\r\n` }).organizations.me();
  expect(requests[0]?.headers.authorization).toBe(`Bearer ${secret}`);
});

test.each([
  [
    'a line break',
    `${secret}\n0123`,
    /API key has a line break or a space at position 25\. Copy it again, in one piece/,
  ],
  ['a space', `Bearer ${secret}`, /a line break or a space at position 7/],
  ['a letter of another script', `${secret}ж`, /a character that no secret has at position 25/],
  ['nothing', ' \n', /The API key is empty\. Set the variable or the file/],
])('a key with %s in it is refused without a request, and is not in the error', async (_, apiKey, message) => {
  const { client, requests } = await openRawServer((_request, answer) => answerData(answer, me));
  const error = await faultOf(client({ apiKey }).organizations.me());
  expect(error).toBeInstanceOf(AuthenticationError);
  expect(error).toMatchObject({ message: expect.stringMatching(message) });
  expect(inspect(error, { depth: 9 })).not.toContain(secret);
  expect(requests).toEqual([]);
});

test('an option that can’t stand in a header is refused by its name', async () => {
  const { client, requests } = await openRawServer((_, answer) => answerData(answer, me));
  const call = client().organizations.me({ organization: 'my\nlabel' });
  expect(await faultOf(call)).toMatchObject({
    code: 'invalid_input',
    message: expect.stringMatching(/^`organization`/),
  });
  const keyed = client().artists.create({ name: 'A' }, { idempotencyKey: 'é' });
  expect(await faultOf(keyed)).toMatchObject({ message: expect.stringMatching(/^`idempotencyKey`/) });
  expect(requests).toEqual([]);
});

/** A server whose tokens hold until they are named here. */
async function openExpiring(expired: Set<string>) {
  return openRawServer((request, answer) => {
    const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
    if (expired.has(token)) answerFault(answer, { code: 'session_invalid', httpStatus: 401 });
    else answerData(answer, { unread: 0 });
  });
}

test('a function for the token is asked once for calls that begin together, and not again while it holds', async () => {
  const { url } = await openExpiring(new Set());
  let asked = 0;
  const client = createClient({
    baseUrl: url,
    token: async () => {
      asked += 1;
      return `t-${asked}`;
    },
  });
  await Promise.all([1, 2, 3].map(() => client.notifications.unreadCount()));
  await client.notifications.unreadCount();
  expect(asked).toBe(1);
});

test('a token that is refused also after it was asked for anew is the caller’s to see, and nothing loops', async () => {
  const { url, requests } = await openExpiring(new Set(['old']));
  const client = createClient({ baseUrl: url, token: () => 'old' });
  expect(await faultOf(client.notifications.unreadCount())).toMatchObject({ code: 'session_invalid' });
  expect(requests).toHaveLength(2);
});

test('a subscription that comes back with an expired token goes on with a new one', async () => {
  const expired = new Set<string>();
  const seen: (string | undefined)[] = [];
  const { url } = await openRawServer((request, answer, count) => {
    const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
    seen.push(`${token} after ${request.headers['last-event-id'] ?? 'nothing'}`);
    if (expired.has(token)) return answerFault(answer, { code: 'session_invalid', httpStatus: 401 });
    answer.writeHead(200, { 'content-type': 'text/event-stream' }).write(`id: ${count}\ndata: {"unread":${count}}\n\n`);
    if (count > 1) return void answer.end('event: end\ndata: {}\n\n');
    expired.add(token);
    setImmediate(() => request.socket.end());
  });
  let asked = 0;
  const client = createClient({
    baseUrl: url,
    token: () => {
      asked += 1;
      return `t-${asked}`;
    },
  });
  const counts: number[] = [];
  for await (const { unread } of client.notifications.watch()) counts.push(unread);
  expect(counts).toEqual([1, 3]);
  expect(seen).toEqual(['t-1 after nothing', 't-1 after 1', 't-2 after 1']);
});

test('a function that fails says so, with its own error as the cause', async () => {
  const cause = new Error('signed out');
  const client = createClient({ baseUrl: 'http://127.0.0.1:1', token: () => Promise.reject(cause) });
  expect(await faultOf(client.notifications.unreadCount())).toMatchObject({
    name: 'AuthenticationError',
    code: 'token_unavailable',
    message: 'The function that answers the session failed: signed out',
    cause,
  });
});

test('a function that never answers does not outlast the call', async () => {
  const client = createClient({ baseUrl: 'http://127.0.0.1:1', token: () => new Promise(() => {}), timeoutMs: 30 });
  expect(await faultOf(client.notifications.unreadCount({ retries: 0 }))).toMatchObject({ code: 'timeout' });
});

test('a page’s client without a token sends the cookie, to the page’s own origin unless told', async () => {
  const sent: [unknown, RequestInit | undefined][] = [];
  const fetch = async (input: unknown, init?: RequestInit) => {
    sent.push([input, init]);
    return Response.json({ result: { data: { unread: 0 } } });
  };
  await createClient({ baseUrl: 'https://api.example.com', fetch }).notifications.unreadCount();
  expect(sent[0]?.[1]).toMatchObject({ credentials: 'include', headers: {} });
  expect(() => createClient({ fetch })).toThrow(/baseUrl must be an address/);
  Object.defineProperty(globalThis, 'location', { value: { origin: 'https://page.example.com' }, configurable: true });
  await createClient({ fetch }).notifications.unreadCount();
  Reflect.deleteProperty(globalThis, 'location');
  expect(sent[1]?.[0]).toMatch(/^https:\/\/page\.example\.com\/trpc\//);
});

test('no secret and no input reaches a hook, nor what is logged of a client', async () => {
  const { client } = await openRawServer((_, answer) => answerData(answer, me));
  const told: unknown[] = [];
  const hook = (info: unknown) => void told.push(info);
  const logged = client({ apiKey: secret, hooks: { onRequest: hook, onAnswer: hook, onRetry: hook } });
  await logged.tracks.get({ id: 'of-nobody-else' });
  expect(told).toHaveLength(2);
  expect(JSON.stringify(told)).not.toMatch(/of-nobody-else|stp_dev/);
  expect(inspect(logged, { depth: 9 })).not.toContain(secret);
});

test('a client without a secret sends none', async () => {
  const { url, requests } = await openRawServer((_, answer) => answerData(answer, me));
  await new SongTrackPro({ baseUrl: url }).organizations.me();
  expect(requests[0]?.headers).not.toHaveProperty('authorization');
});
