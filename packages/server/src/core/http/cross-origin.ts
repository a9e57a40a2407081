import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { HttpEnvironment } from '../http-types.ts';

/** What a page's program may send beside what browsers always allow. */
const requestHeaders = [
  'authorization',
  'content-type',
  'content-range',
  'idempotency-key',
  'last-event-id',
  'x-api-version',
  'x-client-request-id',
  'x-organization',
];
/** What it may read of an answer. */
const answerHeaders = [
  'x-api-version',
  'x-request-id',
  'x-client-request-id',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'content-disposition',
];

/**
 * Lets pages of the listed origins call the API, with their cookies. Any other origin gets no header at all, so that its
 * browser refuses; a request that states no origin is not looked at.
 */
export function crossOrigin(origins: readonly string[]): MiddlewareHandler<HttpEnvironment> {
  const allowed = new Set(origins);
  const answer = cors({
    origin: [...allowed],
    credentials: true,
    allowMethods: ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE'],
    allowHeaders: requestHeaders,
    exposeHeaders: answerHeaders,
    maxAge: 600,
  });
  return (c, next) => {
    const origin = c.req.header('origin');
    return origin !== undefined && allowed.has(origin) ? answer(c, next) : next();
  };
}
