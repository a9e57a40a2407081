import { afterEach, expect, test, vi } from 'vitest';
import { AbortedError, fromAnswer, RateLimitError } from './errors.ts';
import { retry } from './retry.ts';

afterEach(() => void vi.useRealTimers());

const limited = (retryAfterSeconds: number) =>
  fromAnswer('Too many calls.', {
    code: 'rate_limited',
    httpStatus: 429,
    requestId: 'r',
    documentationUrl: '',
    details: { retryAfterSeconds },
  });

test('a call that met a limit is sent again after the wait that the server asks for, and not before', async () => {
  vi.useFakeTimers();
  let calls = 0;
  const answer = retry(
    async () => {
      calls += 1;
      if (calls === 1) throw limited(7);
      return 'answer';
    },
    { times: 2 },
  );
  await vi.advanceTimersByTimeAsync(6_999);
  expect(calls).toBe(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await answer).toBe('answer');
  expect(calls).toBe(2);
});

test('a wait of more than a minute is the caller’s to decide', async () => {
  const error = limited(61);
  await expect(retry(() => Promise.reject(error), { times: 2 })).rejects.toBe(error);
  expect(error).toBeInstanceOf(RateLimitError);
  expect(error).toMatchObject({ retryAfterSeconds: 61 });
});

test('a caller’s signal ends the wait', async () => {
  const gone = new AbortController();
  const waiting = retry(() => Promise.reject(limited(60)), { times: 2, signal: gone.signal });
  setTimeout(() => gone.abort(), 10);
  await expect(waiting).rejects.toBeInstanceOf(AbortedError);
});
