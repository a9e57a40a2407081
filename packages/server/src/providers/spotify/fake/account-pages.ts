import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { consentPage } from '../../fake/consent-page.ts';
import type { FakeSpotifyState } from './state.ts';

export interface FakeSpotifyApp {
  clientId: string;
  /** Null for a public client. */
  clientSecret: string | null;
  name: string;
  /** Registered redirect URIs; any is taken where the list is empty. */
  redirectUris: string[];
  /** Whether each refresh brings a new refresh token, after which the old one is refused. */
  rotates: boolean;
}

const isRegistered = (app: FakeSpotifyApp, uri: string) =>
  URL.canParse(uri) && (app.redirectUris.length === 0 || app.redirectUris.includes(uri));

/** `localhost` and plain HTTP to anywhere else have been refused since November 2025. */
function isAllowed(uri: string): boolean {
  const { protocol, hostname } = new URL(uri);
  return protocol === 'https:' || hostname === '127.0.0.1' || hostname === '[::1]';
}

/** The page on which a person grants scopes. */
function authorizePages(state: FakeSpotifyState, app: FakeSpotifyApp, loggedIn: () => string): Hono {
  const pages = new Hono();
  pages.get('/authorize', (c) => {
    const asked = c.req.query();
    const { client_id = '', redirect_uri = '', scope = '', response_type = '' } = asked;
    if (client_id !== app.clientId) return c.text('INVALID_CLIENT: Invalid client', 400);
    if (response_type !== 'code') return c.text('response_type must be code', 400);
    if (!isRegistered(app, redirect_uri)) return c.text('INVALID_CLIENT: Invalid redirect URI', 400);
    if (!isAllowed(redirect_uri)) return c.text('INVALID_CLIENT: Insecure redirect URI', 400);
    if ((asked.code_challenge_method ?? 'S256') !== 'S256') return c.text('code_challenge_method must be S256', 400);
    const person = state.people.get(loggedIn());
    if (!person) return c.text('Nobody is logged in.', 400);
    return c.html(
      consentPage({
        title: 'Log in with Spotify',
        person: person.displayName,
        app: app.name,
        action: '/authorize',
        hidden: {
          redirect_uri,
          scope,
          state: asked.state ?? '',
          challenge: asked.code_challenge ?? '',
          person: person.id,
        },
        choices: [],
      }),
    );
  });
  pages.post('/authorize', async (c) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()));
    const { redirect_uri = '', state: appState = '', scope = '', challenge = '', person = '' } = form;
    if (!isRegistered(app, redirect_uri)) return c.text('INVALID_CLIENT: Invalid redirect URI', 400);
    const back = new URL(redirect_uri);
    if (form.decision !== 'approve') back.searchParams.set('error', 'access_denied');
    else {
      const scopes = scope.split(' ').filter(Boolean);
      const code = state.issueCode({
        personId: person,
        redirectUri: redirect_uri,
        scopes,
        challenge: challenge || null,
      });
      back.searchParams.set('code', code);
    }
    if (appState !== '') back.searchParams.set('state', appState);
    return c.redirect(back.href);
  });
  return pages;
}

const refuse = (c: Context, error: string, description: string) =>
  c.json({ error, error_description: description }, 400);

function provesItself(app: FakeSpotifyApp, c: Context, form: Record<string, string>): boolean {
  const basic = /^Basic (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
  const [id, secret] = basic
    ? Buffer.from(basic, 'base64').toString().split(':')
    : [form.client_id, form.client_secret];
  return id === app.clientId && (app.clientSecret === null || secret === app.clientSecret);
}

function tokenPages(state: FakeSpotifyState, app: FakeSpotifyApp): Hono {
  const pages = new Hono();
  pages.post('/api/token', async (c) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()));
    if (!provesItself(app, c, form)) return refuse(c, 'invalid_client', 'Invalid client');
    const answer = (grant: Parameters<typeof state.issueAccess>[0], refreshToken: string | null) => {
      const { token, expiresIn } = state.issueAccess(grant);
      return c.json({
        access_token: token,
        token_type: 'Bearer',
        expires_in: expiresIn,
        ...(refreshToken !== null && { refresh_token: refreshToken }),
        scope: grant.scopes.join(' '),
      });
    };
    if (form.grant_type === 'authorization_code') {
      const code = state.codes.get(form.code ?? '');
      if (!code || code.used) return refuse(c, 'invalid_grant', 'Invalid authorization code');
      if (code.expiresAt <= state.clock.now()) return refuse(c, 'invalid_grant', 'Authorization code expired');
      if (code.redirectUri !== form.redirect_uri) return refuse(c, 'invalid_grant', 'Invalid redirect URI');
      const proof = createHash('sha256')
        .update(form.code_verifier ?? '')
        .digest('base64url');
      if (code.challenge !== null && code.challenge !== proof)
        return refuse(c, 'invalid_grant', 'code_verifier was incorrect');
      if (code.challenge === null && app.clientSecret === null)
        return refuse(c, 'invalid_grant', 'code_challenge is required');
      code.used = true;
      const grant = state.openGrant(code.personId, code.scopes);
      return answer(grant, grant.refreshToken);
    }
    if (form.grant_type === 'refresh_token') {
      const grant = [...state.grants].find((known) => known.refreshToken === form.refresh_token);
      if (!grant) return refuse(c, 'invalid_grant', 'Invalid refresh token');
      if (grant.revoked) return refuse(c, 'invalid_grant', 'Refresh token revoked');
      if (state.isOver(grant)) return refuse(c, 'invalid_grant', 'Refresh token expired');
      if (app.rotates) state.rotate(grant);
      return answer(grant, app.rotates ? grant.refreshToken : null);
    }
    return refuse(c, 'unsupported_grant_type', 'grant_type must be authorization_code or refresh_token');
  });
  return pages;
}

/** What accounts.spotify.com does. */
export function accountPages(state: FakeSpotifyState, app: FakeSpotifyApp, loggedIn: () => string): Hono {
  const pages = new Hono();
  pages.route('/', authorizePages(state, app, loggedIn));
  pages.route('/', tokenPages(state, app));
  return pages;
}
