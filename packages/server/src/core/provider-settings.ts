import type { Environment } from './environment.ts';

/** Where a provider is; its own addresses unless given. */
interface MetaApp {
  appId: string;
  appSecret: string;
  graphUrl?: string;
  dialogUrl?: string;
  timeoutMs?: number;
}

interface SpotifyApp {
  appId: string;
  appSecret: string;
  apiUrl?: string;
  accountsUrl?: string;
  timeoutMs?: number;
}

/** The apps by which organizations connect their accounts; a provider without one can't be connected. */
export interface ProviderSettings {
  meta?: MetaApp;
  spotify?: SpotifyApp;
}

/** The apps that the environment names. */
export function providerSettings(given: Partial<Environment>): ProviderSettings {
  const { META_APP_ID, META_APP_SECRET, META_GRAPH_URL, META_DIALOG_URL } = given;
  const { SPOTIFY_APP_ID, SPOTIFY_APP_SECRET, SPOTIFY_API_URL, SPOTIFY_ACCOUNTS_URL } = given;
  return {
    ...(META_APP_ID !== undefined &&
      META_APP_SECRET !== undefined && {
        meta: {
          appId: META_APP_ID,
          appSecret: META_APP_SECRET,
          ...(META_GRAPH_URL !== undefined && { graphUrl: META_GRAPH_URL }),
          ...(META_DIALOG_URL !== undefined && { dialogUrl: META_DIALOG_URL }),
        },
      }),
    ...(SPOTIFY_APP_ID !== undefined &&
      SPOTIFY_APP_SECRET !== undefined && {
        spotify: {
          appId: SPOTIFY_APP_ID,
          appSecret: SPOTIFY_APP_SECRET,
          ...(SPOTIFY_API_URL !== undefined && { apiUrl: SPOTIFY_API_URL }),
          ...(SPOTIFY_ACCOUNTS_URL !== undefined && { accountsUrl: SPOTIFY_ACCOUNTS_URL }),
        },
      }),
  };
}
