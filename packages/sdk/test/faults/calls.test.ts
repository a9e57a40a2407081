import type { HookAnswer, HookRequest, HookRetry } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { answerData, answerFault, errorBody, faultOf, openRawServer } from './raw-server.ts';

test('hooks tell each request, its answer and each repetition; the key of a mutation stays the same', async () => {
  const { client } = await openRawServer((_, answer, count) => {
    answer.setHeader('x-request-id', `r-${count}`);
    if (count === 1) answerFault(answer, { code: 'store_unreachable', httpStatus: 503 });
    else answerData(answer, { id: 'a' });
  });
  const requests: HookRequest[] = [];
  const answers: HookAnswer[] = [];
  const retries: HookRetry[] = [];
  const hooks = {
    onRequest: (info: HookRequest) => void requests.push(info),
    onAnswer: (info: HookAnswer) => void answers.push(info),
    onRetry: (info: HookRetry) => void retries.push(info),
  };
  await client({ hooks }).artists.create({ name: 'A' });
  expect(requests).toMatchObject([{ call: 'artists.create', method: 'POST' }, { call: 'artists.create' }]);
  expect(requests[0]?.idempotencyKey).toMatch(/^[0-9a-f]{32}$/);
  expect(requests[1]?.idempotencyKey).toBe(requests[0]?.idempotencyKey);
  expect(answers).toMatchObject([
    { status: 503, requestId: 'r-1', durationMs: expect.any(Number) },
    { status: 200, requestId: 'r-2' },
  ]);
  expect(retries).toMatchObject([{ call: 'artists.create', attempt: 1, error: { code: 'store_unreachable' } }]);
});

test('a hook that throws does not fail the call', async () => {
  const { client } = await openRawServer((_, answer) => answerData(answer, { unread: 0 }));
  const broken = () => {
    throw new Error('the log is full');
  };
  const hooks = { onRequest: broken, onAnswer: broken };
  expect(await client({ hooks }).notifications.unreadCount()).toEqual({ unread: 0 });
});

test('a call decides for itself whom it is for, how it is known, how long it waits and how often it is tried', async () => {
  const { client, requests } = await openRawServer((request, answer) => {
    if (request.headers['x-organization'] === 'slow') return;
    answerFault(answer, { code: 'store_unreachable', httpStatus: 503 });
  });
  const own = { organization: 'mine', idempotencyKey: 'own-key', retries: 0 };
  await faultOf(client({ organization: 'home' }).artists.create({ name: 'A' }, own));
  expect(requests[0]?.headers).toMatchObject({ 'x-organization': 'mine', 'idempotency-key': 'own-key' });
  expect(requests).toHaveLength(1);
  const slow = { organization: 'slow', timeoutMs: 30, retries: 0 };
  expect(await faultOf(client().artists.list({}, slow))).toMatchObject({ code: 'timeout' });
});

test('a caller’s signal ends a call that is under way, and the server sees it go', async () => {
  const stop = new AbortController();
  const gone = Promise.withResolvers<void>();
  const { client, requests } = await openRawServer((request) => {
    request.once('close', gone.resolve);
    stop.abort();
  });
  expect(await faultOf(client().organizations.me({ signal: stop.signal }))).toMatchObject({
    name: 'AbortedError',
    code: 'aborted',
  });
  await gone.promise;
  expect(requests).toHaveLength(1);
});

test('an abort with a reason of its own is an abort, also while the answer is read', async () => {
  const stop = new AbortController();
  const { client, requests } = await openRawServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'application/json' }).write('{"result":');
    setTimeout(() => stop.abort(new Error('the page was left')), 20);
  });
  const error = await faultOf(client().organizations.me({ signal: stop.signal }));
  expect(error).toMatchObject({ code: 'aborted', cause: { message: 'the page was left' } });
  expect(requests).toHaveLength(1);
});

test('queries of one moment travel together where that is wished, each with its own answer or error', async () => {
  const { client, requests } = await openRawServer((_, answer) => {
    const entries = [{ result: { data: { unread: 7 } } }, errorBody({ code: 'not_found', httpStatus: 404 })];
    answer.writeHead(207, { 'content-type': 'application/json' }).end(JSON.stringify(entries));
  });
  const batched = client({ batch: true });
  const [count, track] = await Promise.allSettled([
    batched.notifications.unreadCount(),
    batched.tracks.get({ id: 'x' }),
  ]);
  expect(count).toEqual({ status: 'fulfilled', value: { unread: 7 } });
  expect(track).toMatchObject({ status: 'rejected', reason: { name: 'NotFoundError', code: 'not_found' } });
  expect(requests).toHaveLength(1);
  expect(decodeURIComponent(requests[0]?.url ?? '')).toBe(
    '/trpc/notifications.unreadCount,tracks.get?batch=1&input={"0":{},"1":{"id":"x"}}',
  );
});

test('a batch takes 20 queries, none of another organization, and no address that is longer than proxies take', async () => {
  const { client, requests } = await openRawServer((request, answer) => {
    const names = new URL(request.url ?? '', 'http://a').pathname.split(',');
    const entries = names.map(() => ({ result: { data: { items: [], nextCursor: null } } }));
    answer.setHeader('content-type', 'application/json').end(JSON.stringify(entries));
  });
  const batched = client({ batch: true });
  await Promise.all(Array.from({ length: 45 }, () => batched.artists.list()));
  expect(requests).toHaveLength(3);
  await Promise.all(['a', 'b', 'a'].map((organization) => batched.artists.list({}, { organization })));
  expect(requests.slice(3).map(({ headers }) => headers['x-organization'])).toEqual(['a', 'b']);
  await Promise.all([1, 2, 3].map(() => batched.artists.list({ text: 'ж'.repeat(500) })));
  expect(requests).toHaveLength(8);
});

test('who leaves a batch is let go at once, and the others get their answers', async () => {
  const stop = new AbortController();
  const { client } = await openRawServer((_, answer) => {
    stop.abort();
    const entries = [{ result: { data: { unread: 1 } } }, { result: { data: { unread: 2 } } }];
    setTimeout(() => answer.setHeader('content-type', 'application/json').end(JSON.stringify(entries)), 20);
  });
  const batched = client({ batch: true });
  const [left, stayed] = await Promise.allSettled([
    batched.notifications.unreadCount({ signal: stop.signal }),
    batched.notifications.unreadCount(),
  ]);
  expect(left).toMatchObject({ status: 'rejected', reason: { code: 'aborted' } });
  expect(stayed).toEqual({ status: 'fulfilled', value: { unread: 2 } });
});

const pageOf = (from: number) => ({ items: [{ id: `t-${from}` }, { id: `t-${from + 1}` }], nextCursor: `${from + 2}` });

test('a list is read page by page, no further than it is asked for', async () => {
  const { client, requests } = await openRawServer((_, answer, count) => answerData(answer, pageOf(count * 2)));
  const ids = (await client().tracks.list().toArray({ limit: 3 })).map(({ id }) => id);
  expect(ids).toEqual(['t-2', 't-3', 't-4']);
  expect(requests).toHaveLength(2);
  expect(await client().tracks.list().toArray({ limit: 0 })).toEqual([]);
  expect(requests).toHaveLength(2);
});

test('an abort in the middle of a page ends the list before its next item', async () => {
  const { client, requests } = await openRawServer((_, answer, count) => answerData(answer, pageOf(count * 2)));
  const stop = new AbortController();
  const seen: string[] = [];
  const reading = (async () => {
    for await (const { id } of client().tracks.list({}, { signal: stop.signal })) {
      seen.push(id);
      if (seen.length === 3) stop.abort();
    }
  })();
  expect(await faultOf(reading)).toMatchObject({ name: 'AbortedError', code: 'aborted' });
  expect(seen).toEqual(['t-2', 't-3', 't-4']);
  expect(requests).toHaveLength(2);
});
