import { authorizationUrl, type CodeGrant, codeGrant, type OAuthServer, refreshGrant } from '../oauth-grants.ts';
import { connectionOf } from './api.ts';
import { spotifyTokenErrorOf } from './classify-error.ts';
import type { SpotifySettings } from './settings.ts';

export interface SpotifyTokens {
  accessToken: string;
  /** Null where the old one goes on. */
  refreshToken: string | null;
  /** Of the access token, by this server's clock. */
  expiresAt: Date;
  scopes: string[];
}

/** What people grant and what becomes of it. Spotify has no endpoint that takes a grant back. */
export function spotifyOAuth(settings: SpotifySettings) {
  const server: OAuthServer = {
    connection: connectionOf(settings),
    authorizeUrl: new URL('/authorize', settings.accountsUrl),
    tokenUrl: new URL('/api/token', settings.accountsUrl),
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    refuse: spotifyTokenErrorOf,
  };
  const tokensOf = (answer: Awaited<ReturnType<typeof codeGrant>>): SpotifyTokens => ({
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? null,
    expiresAt: new Date(settings.clock().getTime() + (answer.expires_in ?? 3600) * 1000),
    scopes: answer.scope?.split(' ').filter(Boolean) ?? [],
  });
  return {
    /** Where a browser is sent. `codeChallenge` is the S256 challenge of the verifier that the exchange sends. */
    authorizeUrl: (asked: {
      redirectUri: string;
      state: string;
      codeChallenge: string;
      scopes: readonly string[];
    }): Promise<URL> =>
      authorizationUrl(server, {
        redirect_uri: asked.redirectUri,
        state: asked.state,
        scope: asked.scopes.join(' '),
        code_challenge: asked.codeChallenge,
        code_challenge_method: 'S256',
        response_type: 'code',
      }),

    exchangeCode: async (grant: CodeGrant): Promise<SpotifyTokens> => tokensOf(await codeGrant(server, grant)),

    /** A new access token, and where Spotify rotates it a new refresh token: to be saved before either is used. */
    refresh: async (refreshToken: string): Promise<SpotifyTokens> => tokensOf(await refreshGrant(server, refreshToken)),
  };
}
