import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { HttpEnvironment } from '../http-types.ts';
import type { Tracing } from '../telemetry/tracing.ts';

/** Shows each request as a span, until its answer begins; a request that belongs to a trace goes on with it. */
export function traceRequests(tracing: Tracing): MiddlewareHandler<HttpEnvironment> {
  if (!tracing.enabled) return (_, next) => next();
  return async (c, next) => {
    const { method } = c.req;
    const from = { traceparent: c.req.header('traceparent'), tracestate: c.req.header('tracestate') };
    const route = routePath(c, -1);
    const attributes = {
      'http.request.method': method,
      'http.route': route,
      'songtrackpro.request_id': c.get('requestId'),
    };
    await tracing.span({ name: `${method} ${route}`, from, attributes }, async (span) => {
      await next();
      span.set({ 'http.response.status_code': c.res.status });
    });
  };
}
