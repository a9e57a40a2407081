import type { MiddlewareHandler } from 'hono';
import { answerError } from '../answer-error.ts';
import { AppError } from '../app-error.ts';
import type { HttpEnvironment } from '../http-types.ts';
import type { Log } from '../log.ts';

const retryAfterSeconds = 1;

/**
 * Lets so many batches be under way in this process at a time. The one beyond is refused before its body is read, so what
 * many senders hold in memory has a bound, whatever they send.
 */
export function limitIntake(
  { atOnce, log }: { atOnce: number; log: Log },
  isBatch: (method: string, path: string) => boolean,
): MiddlewareHandler<HttpEnvironment> {
  let underWay = 0;
  return async (c, next) => {
    if (!isBatch(c.req.method, c.req.path)) return next();
    if (underWay >= atOnce) {
      const details = { policy: 'intake', limit: atOnce, retryAfterSeconds };
      c.header('retry-after', String(retryAfterSeconds));
      // What is left of the body would be read as the next request on this connection.
      c.header('connection', 'close');
      return answerError(log, c, new AppError('rate_limited', { details }));
    }
    underWay += 1;
    try {
      await next();
    } finally {
      underWay -= 1;
    }
  };
}
