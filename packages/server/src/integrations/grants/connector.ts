import type { Integration, IntegrationProvider } from '@songtrackpro/contracts';

export interface PlainTokens {
  access: string;
  refresh: string | null;
  expiresAt: Date | null;
  /** From when on they are to be renewed; null where they never end. */
  refreshAt: Date | null;
}

/** What a person has agreed to. */
export interface Granted {
  tokens: PlainTokens;
  scopes: string[];
  account: { id: string; name: string };
  /** Ad accounts that the person lets us read. */
  accounts: Omit<Integration['accounts'][number], 'adAccountId'>[];
  /** Until when the provider takes it for an answer; null for ever. */
  grantExpiresAt: Date | null;
}

export interface Renewed {
  tokens: PlainTokens;
  grantExpiresAt: Date | null;
}

/** What connecting an account asks of a provider. Every method rejects with a `ProviderError`. */
export interface Connector {
  provider: IntegrationProvider;
  /** What a person is asked to allow. */
  scopes: readonly string[];
  /** Without these nothing works. */
  needed: readonly string[];
  authorizeUrl(asked: { redirectUri: string; state: string; codeVerifier: string }): Promise<URL>;
  redeem(grant: { code: string; redirectUri: string; codeVerifier: string }): Promise<Granted>;
  renew(tokens: Pick<PlainTokens, 'access' | 'refresh'>, grantExpiresAt: Date | null): Promise<Renewed>;
  /** Takes back what the person agreed to; null where the provider has no way to. */
  revoke: ((access: string) => Promise<void>) | null;
}
