import { type Context, Hono } from 'hono';
import { consentPage } from '../../fake/consent-page.ts';
import type { FakeMetaState } from './state.ts';

export interface FakeApp {
  appId: string;
  appSecret: string;
  name: string;
  /** Registered redirect URIs; any is taken where the list is empty. */
  redirectUris: string[];
}

/** The dialog in which a person grants scopes and picks ad accounts. */
export function dialogPages(state: FakeMetaState, app: FakeApp, loggedIn: () => string): Hono {
  const pages = new Hono();

  pages.get('/:version/dialog/oauth', (c) => {
    const {
      client_id = '',
      redirect_uri = '',
      state: appState = '',
      scope = '',
      response_type = 'code',
    } = c.req.query();
    if (client_id !== app.appId)
      return c.text('Invalid App ID: the provided app ID does not look like a valid app ID.', 400);
    if (response_type !== 'code') return c.text('Only response_type=code is offered.', 400);
    if (!isRegistered(app, redirect_uri))
      return c.text(
        "URL blocked: this redirect failed because the redirect URI is not white-listed in the app's client OAuth settings.",
        400,
      );
    const person = state.people.get(loggedIn());
    if (!person) return c.text('Nobody is logged in.', 400);
    const scopes = ['public_profile', ...scope.split(/[,\s]+/).filter((name) => name && name !== 'public_profile')];
    return c.html(
      consentPage({
        title: 'Log in with Meta',
        person: person.name,
        app: app.name,
        action: `/${c.req.param('version')}/dialog/oauth`,
        hidden: { redirect_uri, state: appState, person: person.id, asked: scopes.join(',') },
        choices: [
          ...scopes.map((name) => ({ name: 'scope', value: name, label: name })),
          ...person.adAccounts.map((id) => ({
            name: 'ad_account',
            value: id,
            label: `Ad account ${state.adAccounts.get(id)?.name ?? id}`,
          })),
        ],
      }),
    );
  });

  pages.post('/:version/dialog/oauth', async (c) => c.redirect(await decide(state, app, c)));
  return pages;
}

function isRegistered(app: FakeApp, redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false;
  return app.redirectUris.length === 0 || app.redirectUris.includes(redirectUri);
}

async function decide(state: FakeMetaState, app: FakeApp, c: Context): Promise<string> {
  const form = new URLSearchParams(await c.req.text());
  const redirect = new URL(form.get('redirect_uri') ?? '');
  if (!isRegistered(app, redirect.href) && !isRegistered(app, form.get('redirect_uri') ?? ''))
    throw new Error('this redirect URI was not offered');
  const appState = form.get('state') ?? '';
  if (form.get('decision') !== 'approve') {
    redirect.searchParams.set('error', 'access_denied');
    redirect.searchParams.set('error_code', '200');
    redirect.searchParams.set('error_description', 'Permissions error');
    redirect.searchParams.set('error_reason', 'user_denied');
  } else {
    const personId = form.get('person') ?? '';
    const granted = form.getAll('scope');
    const known = state.grants.get(personId)?.scopes ?? new Map<string, 'granted' | 'declined'>();
    for (const scope of (form.get('asked') ?? '').split(','))
      known.set(scope, granted.includes(scope) ? 'granted' : 'declined');
    state.grants.set(personId, { scopes: known, adAccounts: form.getAll('ad_account') });
    redirect.searchParams.set('code', state.issueCode(personId, form.get('redirect_uri') ?? '', granted));
  }
  if (appState !== '') redirect.searchParams.set('state', appState);
  return `${redirect.href}#_=_`;
}
