import type { Hono } from 'hono';
import { AppError } from './app-error.ts';
import { callEndpoint } from './call-endpoint.ts';
import type { RequestContext } from './context.ts';
import type { Endpoint } from './endpoint.ts';
import { answerStream } from './event-stream.ts';
import type { Http, HttpEnvironment } from './http-types.ts';
import { readQuery } from './read-query.ts';

/** A call whose whole input stands in its address needs no body. */
const hasBody = (c: Http): boolean =>
  c.req.header('transfer-encoding') !== undefined || Number(c.req.header('content-length') ?? 0) > 0;

async function readBody(c: Http): Promise<Record<string, unknown>> {
  if (!hasBody(c)) return {};
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) throw new AppError('unsupported_media_type');
  const body: unknown = await c.req.json().catch((cause: unknown) => {
    throw new AppError('invalid_json', { cause });
  });
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new AppError('invalid_json');
  return { ...body };
}

/** The plain HTTP face of the API: each procedure at the method and path that its contract names. */
export function mountPlainHttp(
  app: Hono<HttpEnvironment>,
  endpoints: readonly Endpoint[],
  toRequest: (c: Http) => Promise<RequestContext>,
): void {
  for (const endpoint of endpoints) {
    const { method, path } = endpoint.procedure.http;
    app.on(method, path.replaceAll(/\{(\w+)\}/g, ':$1'), async (c) => {
      c.set('procedure', endpoint.path);
      const request = await toRequest(c);
      const fromPath = c.req.param() as Record<string, string>;
      const input =
        method === 'GET'
          ? readQuery(endpoint.procedure, { ...c.req.query(), ...fromPath })
          : { ...(await readBody(c)), ...fromPath };
      if (endpoint.procedure.kind === 'subscription') return answerStream(c, request, endpoint, input);
      return c.json((await callEndpoint(request, endpoint, input)) as object);
    });
  }
}
