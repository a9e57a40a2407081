import type { MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { timeout } from 'hono/timeout';
import { AppError } from '../app-error.ts';
import type { HttpEnvironment } from '../http-types.ts';
import type { HttpSettings } from './settings.ts';

const exceeded = (milliseconds: number) =>
  new AppError('deadline_exceeded', { details: { limitSeconds: milliseconds / 1000 } });

/**
 * Answers one call when its time is over. What it had begun ends with its statements, whose limit is shorter; whether its
 * effect happened, the same call with the same `Idempotency-Key` tells.
 */
export async function withDeadline<Output>(milliseconds: number, work: () => Promise<Output>): Promise<Output> {
  const over = Promise.withResolvers<never>();
  const timer = setTimeout(() => over.reject(exceeded(milliseconds)), milliseconds);
  try {
    return await Promise.race([work(), over.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Gives up a request whose body doesn't arrive: calls have a deadline of their own once it is there. */
export function requestDeadline(settings: HttpSettings): MiddlewareHandler<HttpEnvironment> {
  const milliseconds = settings.bodyTimeoutMs + settings.callTimeoutMs;
  return timeout(milliseconds, () => new HTTPException(504, { cause: exceeded(milliseconds) }));
}
