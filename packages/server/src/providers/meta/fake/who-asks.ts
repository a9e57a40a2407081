import { createHmac } from 'node:crypto';
import type { Context } from 'hono';
import type { FakeApp } from './dialog.ts';
import { GraphRefusal } from './graph-errors.ts';
import type { FakeMetaState, FakePerson, FakeToken } from './state.ts';

export interface Caller {
  person: FakePerson;
  token: FakeToken;
  scopes: Map<string, 'granted' | 'declined'>;
  /** Ad accounts that the person let the app see. */
  adAccounts: string[];
}

/** The token of a request: a header; one in the address is refused, so that a client which puts it there is noticed. */
export function tokenOf(c: Context): string {
  if (c.req.query('access_token') !== undefined)
    throw new GraphRefusal({ code: 2500, message: 'This fake takes no access_token in an address.' });
  const token = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
  if (token === undefined)
    throw new GraphRefusal({
      code: 2500,
      message: 'An active access token must be used to query information about the current user.',
    });
  return token;
}

/** Who asks with a good token. */
export function callerOf(state: FakeMetaState, app: FakeApp, c: Context, parameters: Record<string, string>): Caller {
  const given = tokenOf(c);
  const token = state.tokens.get(given);
  if (!token) throw new GraphRefusal({ code: 190, status: 401, message: `Malformed access token ${given}` });
  const ended = state.endOf(token);
  if (ended !== null) throw new GraphRefusal({ code: 190, subcode: ended, status: 401 });
  const proof = createHmac('sha256', app.appSecret).update(given).digest('hex');
  if (parameters.appsecret_proof !== undefined && parameters.appsecret_proof !== proof)
    throw new GraphRefusal({ code: 100, message: 'Invalid appsecret_proof provided in the API argument' });
  const person = state.people.get(token.personId);
  if (!person) throw new GraphRefusal({ code: 190, subcode: 467, status: 401 });
  const grant = state.grants.get(person.id);
  return { person, token, scopes: grant?.scopes ?? new Map(), adAccounts: grant?.adAccounts ?? [] };
}

/** @throws GraphRefusal where none of the scopes is granted */
export function needScope({ scopes }: Caller, ...anyOf: string[]): void {
  if (anyOf.some((scope) => scopes.get(scope) === 'granted')) return;
  throw new GraphRefusal({ code: 200, status: 403, message: `(#200) Requires ${anyOf.join(' or ')} permission` });
}

/** Parameters from the address and, of a POST, from its form. */
export async function parametersOf(c: Context): Promise<Record<string, string>> {
  const form = c.req.method === 'GET' ? [] : new URLSearchParams(await c.req.text());
  return { ...c.req.query(), ...Object.fromEntries(form) };
}
