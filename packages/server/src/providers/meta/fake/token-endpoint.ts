import { Hono } from 'hono';
import type { FakeApp } from './dialog.ts';
import { GraphRefusal } from './graph-errors.ts';
import type { FakeMetaState } from './state.ts';

const invalidCode = (subcode: number, message: string) => new GraphRefusal({ code: 100, subcode, message });

function exchangeCode(state: FakeMetaState, asked: Record<string, string>) {
  const code = state.codes.get(asked.code ?? '');
  if (!code) throw invalidCode(36009, 'Invalid verification code format.');
  if (code.used) throw invalidCode(36009, 'This authorization code has been used.');
  if (code.redirectUri !== asked.redirect_uri)
    throw invalidCode(
      36008,
      'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request',
    );
  if (code.expiresAt <= state.clock.now()) throw invalidCode(36007, 'This authorization code has expired.');
  code.used = true;
  return state.issueToken(code.personId, 'short');
}

function exchangeToken(state: FakeMetaState, given: string) {
  const token = state.tokens.get(given);
  const subcode = token ? state.endOf(token) : 467;
  if (!token || subcode !== null) throw new GraphRefusal({ code: 190, ...(subcode !== null && { subcode }) });
  return state.issueToken(token.personId, 'long');
}

/** Codes into tokens, and tokens into longer ones. */
export function tokenEndpoint(state: FakeMetaState, app: FakeApp): Hono {
  const endpoint = new Hono();
  endpoint.on(['GET', 'POST'], '/:version/oauth/access_token', async (c) => {
    const form = c.req.method === 'POST' ? new URLSearchParams(await c.req.text()) : new URLSearchParams();
    const asked = { ...c.req.query(), ...Object.fromEntries(form) };
    if (asked.client_id !== app.appId) throw new GraphRefusal({ code: 101, message: 'Error validating application.' });
    if (asked.client_secret !== app.appSecret)
      throw new GraphRefusal({ code: 1, message: 'Error validating client secret.' });
    const { token, expiresIn } =
      asked.grant_type === 'fb_exchange_token'
        ? exchangeToken(state, asked.fb_exchange_token ?? '')
        : exchangeCode(state, asked);
    return c.json({ access_token: token, token_type: 'bearer', expires_in: expiresIn });
  });
  return endpoint;
}
