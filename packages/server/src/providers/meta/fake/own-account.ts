import { Hono } from 'hono';
import type { FakeApp } from './dialog.ts';
import { GraphRefusal } from './graph-errors.ts';
import { pageOfList } from './list-page.ts';
import type { FakeAdAccount, FakeMetaState } from './state.ts';
import { callerOf, needScope, parametersOf, tokenOf } from './who-asks.ts';

const seconds = (date: Date) => Math.floor(date.getTime() / 1000);

export const accountFields = (account: FakeAdAccount) => ({
  id: account.id,
  account_id: account.id.slice(4),
  name: account.name,
  currency: account.currency,
  timezone_name: account.timeZone,
  account_status: account.status,
});

function debugToken(state: FakeMetaState, app: FakeApp, inspected: string) {
  const token = state.tokens.get(inspected);
  if (!token) return { is_valid: false, scopes: [], error: { code: 190, message: 'Malformed access token' } };
  const ended = state.endOf(token);
  const grant = state.grants.get(token.personId);
  const scopes = [...(grant?.scopes ?? [])].flatMap(([scope, status]) => (status === 'granted' ? [scope] : []));
  return {
    app_id: app.appId,
    type: 'USER',
    application: app.name,
    data_access_expires_at: seconds(state.dataAccessEnd(token)),
    expires_at: seconds(token.expiresAt),
    ...(ended !== null && { error: { code: 190, message: 'Error validating access token', subcode: ended } }),
    is_valid: ended === null,
    issued_at: seconds(token.issuedAt),
    scopes,
    granular_scopes: scopes.map((scope) => ({
      scope,
      ...(scope.startsWith('ads_') && { target_ids: (grant?.adAccounts ?? []).map((id) => id.slice(4)) }),
    })),
    user_id: token.personId,
  };
}

/** Tokens inspected, and what a person sees of themselves: name, permissions, ad accounts. */
export function ownAccount(state: FakeMetaState, app: FakeApp): Hono {
  const endpoints = new Hono();

  endpoints.on(['GET', 'POST'], '/:version/debug_token', async (c) => {
    if (tokenOf(c) !== `${app.appId}|${app.appSecret}`)
      throw new GraphRefusal({ code: 100, message: '(#100) You must provide an app access token.' });
    const { input_token = '' } = await parametersOf(c);
    return c.json({ data: debugToken(state, app, input_token) }, 200, { date: state.clock.now().toUTCString() });
  });

  endpoints.get('/:version/me', async (c) => {
    const { person } = callerOf(state, app, c, await parametersOf(c));
    return c.json({ id: person.id, name: person.name });
  });

  endpoints.get('/:version/me/permissions', async (c) => {
    const { scopes } = callerOf(state, app, c, await parametersOf(c));
    return c.json({ data: [...scopes].map(([permission, status]) => ({ permission, status })) });
  });

  endpoints.delete('/:version/me/permissions', async (c) => {
    const { person } = callerOf(state, app, c, await parametersOf(c));
    state.grants.delete(person.id);
    state.endTokens(person.id, 458);
    return c.json({ success: true });
  });

  endpoints.get('/:version/me/adaccounts', async (c) => {
    const parameters = await parametersOf(c);
    const caller = callerOf(state, app, c, parameters);
    needScope(caller, 'ads_read', 'ads_management');
    const accounts = caller.adAccounts.flatMap((id) => state.adAccounts.get(id) ?? []);
    return c.json(pageOfList(c.req.url, accounts.map(accountFields), parameters));
  });

  return endpoints;
}
