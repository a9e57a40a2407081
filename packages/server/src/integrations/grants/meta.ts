import type { MetaClient, MetaToken } from '../../providers/index.ts';
import { ProviderError } from '../../providers/index.ts';
import type { Connector, PlainTokens } from './connector.ts';

const dayMs = 86_400_000;
/** A token of 60 days is exchanged for a new one this long before its end: there is no other way once it is over. */
const renewBeforeMs = 15 * dayMs;

const toTokens = ({ accessToken, expiresAt }: MetaToken): PlainTokens => ({
  access: accessToken,
  refresh: null,
  expiresAt,
  refreshAt: expiresAt && new Date(expiresAt.getTime() - renewBeforeMs),
});

/** A token of 60 days, and what Meta says about it. */
async function longLived(client: MetaClient, accessToken: string) {
  const token = await client.exchangeLongLived(accessToken);
  const inspected = await client.inspectToken(token.accessToken);
  if (!inspected.valid) {
    const message = `Meta gave a token that it doesn’t take itself (${inspected.reason}).`;
    throw new ProviderError({
      provider: 'meta',
      kind: 'expired',
      reason: inspected.reason ?? 'token_invalid',
      message,
    });
  }
  const tokens = toTokens({ ...token, expiresAt: token.expiresAt ?? inspected.expiresAt });
  return { tokens, scopes: inspected.scopes, grantExpiresAt: inspected.dataAccessExpiresAt };
}

/** Reading needs `ads_read` alone; campaigns and audiences are written with `ads_management`. */
const needed = ['ads_read'];

export const metaConnector = (client: MetaClient): Connector => ({
  provider: 'meta',
  scopes: [...needed, 'ads_management'],
  needed,
  authorizeUrl: ({ redirectUri, state }) =>
    client.authorizeUrl({ redirectUri, state, scopes: [...needed, 'ads_management'] }),
  redeem: async ({ code, redirectUri }) => {
    const { accessToken } = await client.exchangeCode({ code, redirectUri });
    const grant = await longLived(client, accessToken);
    const { access } = grant.tokens;
    const person = await client.getPerson(access);
    const isReadable = needed.every((scope) => grant.scopes.includes(scope));
    const accounts = isReadable ? await client.listAdAccounts(access) : [];
    return {
      ...grant,
      account: { id: person.id, name: person.name ?? person.id },
      accounts: accounts.map(({ account_id, name, currency, timezone_name }) => ({
        externalId: account_id,
        name: name || account_id,
        currency,
        timeZone: timezone_name,
      })),
    };
  },
  renew: ({ access }) => longLived(client, access),
  revoke: (access) => client.revokePermissions(access),
});
