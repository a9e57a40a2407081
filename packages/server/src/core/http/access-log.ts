import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Services } from '../context.ts';
import type { Http, HttpEnvironment } from '../http-types.ts';
import { remoteAddress } from '../remote-address.ts';

/** Calls that a request made: one, or the names in the address of a batch. Not the address itself: it may hold a token. */
function procedureOf(c: Http): string | undefined {
  const named = c.get('procedure');
  return named ?? /^\/trpc\/([\w.,]{1,500})$/.exec(c.req.path)?.[1];
}

function callerOf(c: Http) {
  const caller = c.get('caller');
  return caller?.ok ? { actor: caller.actor.kind, organizationId: caller.organizationId } : { actor: null };
}

/**
 * One line per request, when its answer has left or its connection broke: `info`, or `warn` where the fault is ours. No
 * part of it comes from the query, the headers or the body, apart from the client's id.
 */
export function accessLog({ log, metrics }: Pick<Services, 'log' | 'metrics'>): MiddlewareHandler<HttpEnvironment> {
  return (c, next) => {
    const begun = performance.now();
    const { outgoing } = c.env;
    const ip = remoteAddress(c);
    outgoing.once('close', () => {
      if (!outgoing.writableFinished) metrics.brokeOff();
      const status = outgoing.statusCode;
      const level = status >= 500 ? 'warn' : 'info';
      if (!log.isLevelEnabled(level)) return;
      const line = {
        requestId: c.get('requestId'),
        clientRequestId: c.get('clientRequestId'),
        method: c.req.method,
        route: routePath(c, -1),
        procedure: procedureOf(c),
        status,
        durationMs: Math.round((performance.now() - begun) * 10) / 10,
        ...callerOf(c),
        ip,
        ...(!outgoing.writableFinished && { brokeOff: true }),
      };
      log[level](line, 'request');
    });
    return next();
  };
}
