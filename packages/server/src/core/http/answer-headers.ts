import { randomUUID } from 'node:crypto';
import { apiVersion, apiVersionHeader } from '@songtrackpro/contracts';
import type { MiddlewareHandler } from 'hono';
import type { HttpEnvironment } from '../http-types.ts';
import type { HttpSettings } from './settings.ts';

/** Answers are data: nothing in them may be loaded, run or framed. Pages state a policy of their own. */
const dataPolicy = "default-src 'none'; frame-ancestors 'none'";
const twoYears = 2 * 365 * 24 * 60 * 60;

/** A client's own id for a request: what could stand in a log without quoting. */
const clientId = /^[\w.:+/=-]{1,128}$/;

function fixedHeaders({ publicUrl }: HttpSettings): [string, string][] {
  const headers: [string, string][] = [
    ['x-content-type-options', 'nosniff'],
    ['content-security-policy', dataPolicy],
    ['referrer-policy', 'no-referrer'],
    ['x-frame-options', 'DENY'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['cache-control', 'no-store'],
    [apiVersionHeader, apiVersion],
  ];
  if (publicUrl?.startsWith('https:')) headers.push(['strict-transport-security', `max-age=${twoYears}`]);
  return headers;
}

/**
 * What every answer carries: the request's id, and headers that keep browsers from doing with it what it isn't for. The
 * id is always ours; the one that a client gives is repeated beside it and never taken for it.
 */
export function answerHeaders(settings: HttpSettings, stopping: AbortSignal): MiddlewareHandler<HttpEnvironment> {
  const fixed = fixedHeaders(settings);
  return async (c, next) => {
    const requestId = randomUUID();
    c.set('requestId', requestId);
    // On Node's own response: touching the answer's headers afterwards would take it off the fast way out.
    const { outgoing } = c.env;
    outgoing.setHeader('x-request-id', requestId);
    for (const [name, value] of fixed) outgoing.setHeader(name, value);
    if (stopping.aborted) outgoing.setHeader('connection', 'close');
    const given = c.req.header('x-client-request-id');
    if (given !== undefined && clientId.test(given)) {
      c.set('clientRequestId', given);
      outgoing.setHeader('x-client-request-id', given);
    }
    await next();
  };
}
