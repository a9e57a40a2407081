import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { mountStripeEvents } from './billing/index.ts';
import { answerError, logFault } from './core/answer-error.ts';
import { AppError } from './core/app-error.ts';
import { authenticate } from './core/authenticate.ts';
import type { RequestContext, Services } from './core/context.ts';
import { accessLog } from './core/http/access-log.ts';
import { answerHeaders } from './core/http/answer-headers.ts';
import { checkApiVersion } from './core/http/api-version.ts';
import { crossOrigin } from './core/http/cross-origin.ts';
import { requestDeadline } from './core/http/deadline.ts';
import { limitIntake } from './core/http/limit-intake.ts';
import { metricsPage } from './core/http/metrics-page.ts';
import type { HttpSettings } from './core/http/settings.ts';
import { traceRequests } from './core/http/trace.ts';
import type { Http, HttpEnvironment } from './core/http-types.ts';
import { limitHeaders, writeHeaders } from './core/limits/limit-headers.ts';
import { mountPlainHttp } from './core/plain-http.ts';
import { checkReady } from './core/readiness.ts';
import { mountReference } from './core/reference/mount-reference.ts';
import { findAddress, remoteAddress } from './core/remote-address.ts';
import { SessionCookie } from './core/session-cookie.ts';
import { observeCall } from './core/telemetry/observe-call.ts';
import { RequestRecord } from './core/telemetry/request-record.ts';
import { toAppError } from './core/to-app-error.ts';
import { toTrpcRouter } from './core/trpc.ts';
import { mountSocialSignIn } from './identity/index.ts';
import { readContentRange } from './imports/content-range.ts';
import { receiveContent } from './imports/receive-content.ts';
import { openErrors } from './imports/send-errors.ts';
import { mountConnectionPages, mountMetaNotices } from './integrations/index.ts';
import { mountSharedReports } from './reports/index.ts';
import { domains } from './router.ts';

/** Largest body of a call, in bytes; files travel by their own address. */
const callBodyLimit = 1024 * 1024;

const endpoints = domains.flat();
const trpcRouter = toTrpcRouter(domains);

/** What programs send in large batches, whichever face it comes through; a batch of tRPC names its calls in the path. */
const isBatch = (method: string, path: string): boolean =>
  method === 'POST' &&
  (path === '/v1/events' || path === '/v1/metrics' || /\b(events\.ingest|metrics\.push)\b/.test(path));

async function* noBytes(): AsyncIterable<Uint8Array> {}

/** With `led` the person was led here by another site, and something else proves that they meant to come. */
function sessionCookie({ signIn }: Services, c: Http, led = false): SessionCookie {
  const [host, origin, cookie] = [c.req.header('host'), c.req.header('origin'), c.req.header('cookie')];
  const request = { host, origin, cookie, site: led ? undefined : c.req.header('sec-fetch-site') };
  return new SessionCookie(request, signIn.origins, (set) => c.env.outgoing.appendHeader('set-cookie', set));
}

/** Everything that the server answers over HTTP. */
export function createHttp(services: Services, settings: HttpSettings): Hono<HttpEnvironment> {
  const app = new Hono<HttpEnvironment>();
  const toRequest = async (c: Http, led?: { organization: string }): Promise<RequestContext> => {
    const [address, cookie] = [remoteAddress(c), sessionCookie(services, c, led !== undefined)];
    const credentials = {
      authorization: c.req.header('authorization'),
      cookie,
      organization: led?.organization ?? c.req.header('x-organization'),
      address,
    };
    const authenticateAgain = () => authenticate(services, credentials);
    const authentication = await authenticateAgain();
    c.set('caller', authentication);
    const record = new RequestRecord(services, authentication, c.get('requestId'));
    const { socket } = c.env.incoming;
    c.env.outgoing.once('close', () => record.end(socket));
    return {
      record,
      services,
      requestId: c.get('requestId'),
      authentication,
      authenticateAgain,
      origin: { ip: address, userAgent: c.req.header('user-agent')?.slice(0, 500) ?? null },
      showLimits: (standings, retryAfterSeconds) =>
        writeHeaders(c.env.outgoing, limitHeaders(standings, retryAfterSeconds)),
      idempotencyKey: c.req.header('idempotency-key'),
      cookie,
    };
  };

  app.use(
    findAddress(settings),
    answerHeaders(settings, services.stopping),
    accessLog(services),
    crossOrigin(settings.corsOrigins),
    checkApiVersion(),
  );
  app.use(traceRequests(services.tracing));
  app.onError((error, c) => answerError(services.log, c, error));
  app.notFound((c) => answerError(services.log, c, new AppError('procedure_not_found')));

  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    const readiness = await checkReady(services);
    return c.json(readiness, readiness.ready ? 200 : 503);
  });
  app.get('/metrics', metricsPage(services, settings.metricsToken));
  mountReference(app, endpoints);

  // Files have a limit of their own, so this one is before the addresses of calls only.
  app.put('/v1/imports/:id/content', async (c) => {
    const range = readContentRange(c.req.header('content-range'), c.req.header('content-length'));
    const body: AsyncIterable<Uint8Array> = c.req.raw.body ?? noBytes();
    const request = await toRequest(c);
    const receive = () => receiveContent(request, c.req.param('id'), range, body);
    return c.json(await observeCall(request, 'imports.content', receive));
  });
  app.get('/v1/imports/:id/errors.csv', async (c) => {
    const request = await toRequest(c);
    const errors = await observeCall(request, 'imports.errors', () => openErrors(request, c.req.param('id')));
    c.header('content-type', 'text/csv; charset=utf-8');
    c.header('content-disposition', 'attachment; filename="errors.csv"');
    return c.body(ReadableStream.from(errors));
  });
  const limitBody = bodyLimit({
    maxSize: callBodyLimit,
    onError: (c: Http) => {
      const details = { limitBytes: callBodyLimit };
      return answerError(services.log, c, new AppError('payload_too_large', { details }));
    },
  });
  app.use(requestDeadline(settings));
  app.use(limitIntake({ atOnce: settings.intakeAtOnce, log: services.log }, isBatch));
  // A read has no body, and looking for one would build a whole web request around it.
  app.use((c, next) => (c.req.method === 'GET' || c.req.method === 'HEAD' ? next() : limitBody(c, next)));
  app.all('/trpc/*', (c) =>
    fetchRequestHandler({
      endpoint: '/trpc',
      req: c.req.raw,
      router: trpcRouter,
      createContext: () => toRequest(c),
      onError: ({ error, path }) => logFault(services.log, toAppError(error), { requestId: c.get('requestId'), path }),
    }),
  );
  mountSharedReports(app, services);
  mountSocialSignIn(app, services, (c) => sessionCookie(services, c));
  const endpoint = endpoints.find(({ path }) => path === 'integrations.callback');
  if (endpoint) mountConnectionPages(app, services, { endpoint, toRequest });
  mountMetaNotices(app, services);
  mountStripeEvents(app, services);
  mountPlainHttp(app, endpoints, (c) => toRequest(c));
  return app;
}
