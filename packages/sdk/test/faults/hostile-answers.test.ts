import { ConnectionError, RateLimitError, UnexpectedAnswerError } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { answerData, answerFault, faultOf, openRawServer } from './raw-server.ts';

const page = '<!doctype html><title>Sign in</title>';

test('a page in place of JSON is shown with its beginning, and the call is not sent again', async () => {
  const { client, requests, url } = await openRawServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'text/html', 'x-request-id': 'p-1' }).end(page);
  });
  const error = await faultOf(client().organizations.me());
  expect(error).toBeInstanceOf(UnexpectedAnswerError);
  expect(error).toMatchObject({
    code: 'unexpected_answer',
    status: 200,
    requestId: 'p-1',
    message: expect.stringContaining(
      `${url} answered with status 200 and not as SongTrackPro does. Correct the server’s address`,
    ),
    details: { contentType: 'text/html', beginning: page },
  });
  expect(requests).toHaveLength(1);
});

test.each([
  ['JSON of another server', '{"message":"hello"}'],
  ['JSON that is no object', '[1, 2]'],
  ['an empty body', ''],
])('%s is no answer of ours', async (_, body) => {
  const { client } = await openRawServer((_request, answer) => {
    answer.writeHead(200, { 'content-type': 'application/json' }).end(body);
  });
  expect(await faultOf(client().organizations.me())).toMatchObject({ code: 'unexpected_answer' });
});

test.each([502, 503, 504])('a proxy’s page with status %i passes: the call is sent again', async (status) => {
  const { client, requests } = await openRawServer((_, answer, count) => {
    if (count === 1) answer.writeHead(status, { 'content-type': 'text/html' }).end(page);
    else answerData(answer, { unread: 3 });
  });
  expect(await client().notifications.unreadCount()).toEqual({ unread: 3 });
  expect(requests).toHaveLength(2);
});

test('a proxy that refuses is not mistaken for a missing permission of the key', async () => {
  const { client } = await openRawServer((_, answer) => void answer.writeHead(403).end(page));
  expect(await faultOf(client().organizations.me())).toMatchObject({ code: 'unexpected_answer', status: 403 });
});

const cuts: [string, Record<string, string>][] = [
  ['that announced its length', { 'content-length': '500' }],
  ['in chunks', { 'transfer-encoding': 'chunked' }],
];
test.each(cuts)('a body %s and was cut is a broken connection, and the call is sent again', async (_, headers) => {
  const { client, requests } = await openRawServer((request, answer, count) => {
    if (count > 1) return answerData(answer, { unread: 1 });
    answer.writeHead(200, { 'content-type': 'application/json', ...headers }).write('{"result":{"da');
    setImmediate(() => request.socket.end());
  });
  expect(await faultOf(client({ retries: 0 }).notifications.unreadCount())).toMatchObject({
    code: 'connection',
    details: { reason: 'broken_off' },
    message: expect.stringMatching(/broke off\. Send the call again/),
  });
  expect(await client().notifications.unreadCount()).toEqual({ unread: 1 });
  expect(requests).toHaveLength(2);
});

test('a body that ends in the middle of its JSON is a broken connection, though it looks complete', async () => {
  const { client } = await openRawServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'application/json' }).end('{"result":{"da');
  });
  const error = await faultOf(client({ retries: 0 }).notifications.unreadCount());
  expect(error).toBeInstanceOf(ConnectionError);
});

test('a download that is cut is a broken connection', async () => {
  const { client } = await openRawServer((request, answer) => {
    answer.writeHead(200, { 'content-type': 'text/csv', 'content-length': '500' }).write('line');
    setImmediate(() => request.socket.end());
  });
  expect(await faultOf(client({ retries: 0 }).imports.errors('id'))).toMatchObject({ code: 'connection' });
});

/** How long a client would wait for its second try; the call is ended instead of waiting. */
async function waitAfter(headers: Record<string, string>, body = page) {
  const { client, requests } = await openRawServer((_, answer) => void answer.writeHead(429, headers).end(body));
  const stop = new AbortController();
  const waits: number[] = [];
  const onRetry = ({ waitMs }: { waitMs: number }) => {
    waits.push(waitMs);
    stop.abort();
  };
  const error = await faultOf(client({ hooks: { onRetry } }).organizations.me({ signal: stop.signal }));
  expect(requests).toHaveLength(1);
  return { error, wait: waits[0] ?? Number.NaN };
}

test('a 429 with Retry-After in seconds is waited out, with a little jitter', async () => {
  const { wait, error } = await waitAfter({ 'retry-after': '7' });
  expect(wait).toBeGreaterThanOrEqual(7000);
  expect(wait).toBeLessThan(7500);
  expect(error).toMatchObject({ code: 'aborted' });
});

test('a 429 with Retry-After as a date is waited out', async () => {
  const { wait } = await waitAfter({ 'retry-after': new Date(Date.now() + 30_000).toUTCString() });
  expect(wait).toBeGreaterThan(28_000);
  expect(wait).toBeLessThan(31_000);
});

test('a 429 without Retry-After is tried again after a short pause', async () => {
  const { wait } = await waitAfter({});
  expect(wait).toBeGreaterThanOrEqual(100);
  expect(wait).toBeLessThanOrEqual(300);
});

test('a wait of more than a minute is the caller’s to decide, and the error says how long', async () => {
  const { client, requests } = await openRawServer((_, answer) => {
    answer.writeHead(429, { 'retry-after': '3600' }).end(page);
  });
  const error = await faultOf(client().organizations.me());
  expect(error).toBeInstanceOf(RateLimitError);
  expect(error).toMatchObject({ code: 'rate_limited', status: 429, retryAfterSeconds: 3600 });
  expect(requests).toHaveLength(1);
});

test('an error of the server carries its code, its request and the page that explains it', async () => {
  const { client, url } = await openRawServer((_, answer) =>
    answerFault(answer, { code: 'not_found', httpStatus: 404, message: 'There is no such track.' }),
  );
  expect(await faultOf(client().tracks.get({ id: 'x' }))).toMatchObject({
    name: 'NotFoundError',
    code: 'not_found',
    requestId: 'r-1',
    message: 'There is no such track.',
    documentationUrl: `${url}/docs/errors/not_found`,
  });
});
