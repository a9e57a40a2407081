import { findSession } from '@songtrackpro/db';
import type { Hono } from 'hono';
import type { Services } from '../core/context.ts';
import type { Http, HttpEnvironment } from '../core/http-types.ts';
import { remoteAddress } from '../core/remote-address.ts';
import type { SessionCookie } from '../core/session-cookie.ts';
import type { SocialService } from '../core/sign-in-settings.ts';
import { authOf, socialPath } from './auth.ts';
import { cookieOf } from './call-auth.ts';
import { recordEvent } from './record-event.ts';

/** What of a request the sign-in library may see: the browser's cookies, and where it really comes from. */
function headersOf(c: Http): Headers {
  const headers = new Headers();
  for (const name of ['cookie', 'user-agent', 'origin', 'referer']) {
    const value = c.req.header(name);
    if (value !== undefined) headers.set(name, value);
  }
  const ip = remoteAddress(c);
  if (ip !== null) headers.set('x-real-ip', ip);
  return headers;
}

async function begin(c: Http, services: Services, provider: SocialService): Promise<Response> {
  const auth = await authOf(services);
  const { origins, appUrl } = services.signIn;
  const callbackURL = appUrl ?? origins.publicUrl ?? '/';
  const { headers, response } = await auth.api.signInSocial({
    body: { provider, callbackURL, errorCallbackURL: callbackURL, disableRedirect: true },
    headers: headersOf(c),
    returnHeaders: true,
  });
  // Bound to the browser by a cookie of the library's: a stranger's answer of the service is not taken.
  for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
  return c.redirect(response.url ?? callbackURL);
}

async function comeBack(c: Http, services: Services, cookie: SessionCookie): Promise<Response> {
  const auth = await authOf(services);
  const url = new URL(c.req.path, services.signIn.origins.publicUrl);
  url.search = new URL(c.req.url).search;
  const answer = await auth.handler(new Request(url, { headers: headersOf(c) }));
  const signed = await cookieOf(auth, answer.headers, 'session_token');
  const token = signed === null ? null : services.sessions.open(signed);
  const session = token === null ? null : await findSession(services.postgres, token, null);
  if (signed !== null && session !== null) {
    cookie.set(signed);
    await recordEvent(
      {
        services,
        requestId: c.get('requestId'),
        path: 'identity.socialSignIn',
        now: services.clock(),
        origin: { ip: remoteAddress(c), userAgent: c.req.header('user-agent')?.slice(0, 500) ?? null },
      },
      { userId: session.user.id },
    );
  }
  return c.redirect(answer.headers.get('location') ?? services.signIn.appUrl ?? '/');
}

/** Sign-in by other services: a browser is sent there and comes back with the cookie. Only what is configured exists. */
export function mountSocialSignIn(
  app: Hono<HttpEnvironment>,
  services: Services,
  cookieOfRequest: (c: Http) => SessionCookie,
): void {
  for (const service of Object.keys(services.signIn.social) as SocialService[]) {
    app.get(`${socialPath}/${service}`, (c) => begin(c, services, service));
    app.get(`${socialPath}/callback/${service}`, (c) => comeBack(c, services, cookieOfRequest(c)));
  }
}
