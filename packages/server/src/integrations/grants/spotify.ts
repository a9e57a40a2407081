import { type SpotifyClient, type SpotifyTokens, spotifyGrantMonths } from '../../providers/index.ts';
import type { Connector, PlainTokens } from './connector.ts';

/** An access token holds for an hour; it is renewed before somebody meets its end. */
const renewBeforeMs = 5 * 60_000;

const toTokens = (tokens: SpotifyTokens, refresh: string | null): PlainTokens => ({
  access: tokens.accessToken,
  refresh: tokens.refreshToken ?? refresh,
  expiresAt: tokens.expiresAt,
  refreshAt: new Date(tokens.expiresAt.getTime() - renewBeforeMs),
});

function monthsAfter(date: Date, months: number): Date {
  const moved = new Date(date);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  // A month without that day: its last one.
  if (moved.getUTCDate() !== date.getUTCDate()) moved.setUTCDate(0);
  return moved;
}

const challengeOf = async (verifier: string) =>
  Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(verifier))).toString('base64url');

/** Identity and metadata need no scope: everything that one would open was taken out of the API, or is not ours to read. */
export const spotifyConnector = (client: SpotifyClient, clock: () => Date): Connector => ({
  provider: 'spotify',
  scopes: [],
  needed: [],
  authorizeUrl: async ({ redirectUri, state, codeVerifier }) =>
    client.authorizeUrl({ redirectUri, state, codeChallenge: await challengeOf(codeVerifier), scopes: [] }),
  redeem: async (grant) => {
    const grantExpiresAt = monthsAfter(clock(), spotifyGrantMonths);
    const tokens = await client.exchangeCode(grant);
    const { id, name } = await client.getPerson(tokens.accessToken);
    return {
      tokens: toTokens(tokens, null),
      scopes: tokens.scopes,
      account: { id, name: name ?? id },
      accounts: [],
      grantExpiresAt,
    };
  },
  // However often it is used, the agreement ends on the same day.
  renew: async ({ refresh }, grantExpiresAt) => ({
    tokens: toTokens(await client.refresh(refresh ?? ''), refresh),
    grantExpiresAt,
  }),
  revoke: null,
});
