import type { Configuration, TokenEndpointResponse } from 'openid-client';
import { callProvider, type ProviderAnswer, type ProviderConnection } from './call-provider.ts';
import { ProviderError } from './provider-error.ts';

/** The OAuth side of a provider. */
export interface OAuthServer {
  connection: ProviderConnection;
  authorizeUrl: URL;
  tokenUrl: URL;
  clientId: string;
  /** Null for a public client, which proves itself by PKCE alone. */
  clientSecret: string | null;
  /** The provider's own reading of an answer that says no. */
  refuse(answer: ProviderAnswer): ProviderError;
}

async function configure(server: OAuthServer): Promise<Configuration> {
  const library = await import('openid-client');
  const { clientId, clientSecret, connection, authorizeUrl, tokenUrl } = server;
  const config = new library.Configuration(
    { issuer: authorizeUrl.origin, authorization_endpoint: authorizeUrl.href, token_endpoint: tokenUrl.href },
    clientId,
    {},
    clientSecret === null ? library.None() : library.ClientSecretPost(clientSecret),
  );
  // The address is the operator's setting; a fake on this machine has no certificate.
  if (tokenUrl.protocol === 'http:') library.allowInsecureRequests(config);
  config[library.customFetch] = async (url, { headers, body }) => {
    const request = { method: 'POST', url: new URL(url), headers: { ...headers }, body: String(body) } as const;
    const answer = await callProvider(connection, request);
    if (answer.status !== 200) throw server.refuse(answer);
    return Response.json(answer.body);
  };
  return config;
}

/** Errors of the provider come as they are, whatever the library wraps them in. */
async function unwrapped<Result>(server: OAuthServer, grant: () => Promise<Result>): Promise<Result> {
  try {
    return await grant();
  } catch (error) {
    for (let cause = error; cause instanceof Error; cause = cause.cause) {
      if (cause instanceof ProviderError) throw cause;
    }
    const message = `The token endpoint gave an answer that is none: ${error instanceof Error ? error.message : 'unknown'}.`;
    const { provider } = server.connection;
    throw new ProviderError({ provider, kind: 'transient', reason: 'not_conforming', message }, { cause: error });
  }
}

/** Where a browser is sent to ask the person. */
export async function authorizationUrl(server: OAuthServer, parameters: Record<string, string>): Promise<URL> {
  const { buildAuthorizationUrl } = await import('openid-client');
  return buildAuthorizationUrl(await configure(server), parameters);
}

export interface CodeGrant {
  code: string;
  /** Exactly the one that the person was sent away with. */
  redirectUri: string;
  codeVerifier?: string | undefined;
}

/** Exchanges the code that a person came back with. The state has been compared by the caller, who keeps it. */
export async function codeGrant(server: OAuthServer, grant: CodeGrant): Promise<TokenEndpointResponse> {
  const { genericGrantRequest } = await import('openid-client');
  const config = await configure(server);
  const { code, redirectUri, codeVerifier } = grant;
  return unwrapped(server, () =>
    genericGrantRequest(config, 'authorization_code', {
      code,
      redirect_uri: redirectUri,
      ...(codeVerifier !== undefined && { code_verifier: codeVerifier }),
    }),
  );
}

export async function refreshGrant(server: OAuthServer, refreshToken: string): Promise<TokenEndpointResponse> {
  const { refreshTokenGrant } = await import('openid-client');
  const config = await configure(server);
  return unwrapped(server, () => refreshTokenGrant(config, refreshToken));
}

/** A grant of the provider's own making. */
export async function ownGrant(
  server: OAuthServer,
  grantType: string,
  parameters: Record<string, string>,
): Promise<TokenEndpointResponse> {
  const { genericGrantRequest } = await import('openid-client');
  const config = await configure(server);
  return unwrapped(server, () => genericGrantRequest(config, grantType, parameters));
}
