import { Integration, integrationProviders } from '@songtrackpro/contracts';
import type { Hono } from 'hono';
import { AppError } from '../../core/app-error.ts';
import { callEndpoint } from '../../core/call-endpoint.ts';
import type { RequestContext, Services } from '../../core/context.ts';
import type { Endpoint } from '../../core/endpoint.ts';
import type { Http, HttpEnvironment } from '../../core/http-types.ts';
import { messagePage, pagePolicy } from '../../core/pages.ts';
import { toAppError } from '../../core/to-app-error.ts';
import { organizationOf } from './state.ts';

/** A request as the person of its cookie, in the organization that is named; also where another site led here. */
type ToRequest = (c: Http, options: { organization: string }) => Promise<RequestContext>;

const parametersOf = (c: Http) => {
  const { state = '', code, error } = c.req.query();
  return { state, ...(code !== undefined && { code }), ...(error !== undefined && { error }) };
};

/** What the front end is told lies behind the `#`, which no server sees and no log keeps. */
function answer(c: Http, { appUrl }: Services['signIn'], told: Record<string, string>, page: [string, string]) {
  c.header('cache-control', 'no-store');
  c.header('referrer-policy', 'no-referrer');
  if (appUrl !== undefined) return c.redirect(`${appUrl}#${new URLSearchParams(told)}`, 303);
  c.header('content-security-policy', pagePolicy);
  return c.html(messagePage(...page), told.error === undefined ? 200 : 400);
}

async function comeBack(c: Http, services: Services, endpoint: Endpoint, toRequest: ToRequest): Promise<Response> {
  c.set('procedure', endpoint.path);
  const input = parametersOf(c);
  const organization = organizationOf(input.state);
  const request = organization === null ? null : await toRequest(c, { organization });
  // Without the cookie of who began, only the one who began can finish: by the procedure, with a key or a session of theirs.
  if (!request?.authentication.ok) {
    const text = `To finish, send what this page was opened with to integrations.callback, as who began. State: ${input.state} Code: ${input.code ?? 'none'}`;
    return answer(c, services.signIn, { ...input, unfinished: 'integration' }, ['Almost connected', text]);
  }
  try {
    const { id } = Integration.parse(await callEndpoint(request, endpoint, input));
    return answer(c, services.signIn, { integration: id }, ['Connected', 'You can close this page.']);
  } catch (fault) {
    const { code, message } = fault instanceof AppError ? fault : toAppError(fault);
    return answer(c, services.signIn, { error: code }, ['Not connected', message]);
  }
}

/** Where providers send people back to. A browser that is signed in finishes here what the same person began. */
export function mountConnectionPages(
  app: Hono<HttpEnvironment>,
  services: Services,
  { endpoint, toRequest }: { endpoint: Endpoint; toRequest: ToRequest },
): void {
  for (const provider of integrationProviders)
    app.get(`/v1/integrations/${provider}/callback`, (c) => comeBack(c, services, endpoint, toRequest));
}
