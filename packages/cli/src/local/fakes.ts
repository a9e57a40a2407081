export interface StartedFakes {
  /** Where the server finds them, as settings of the environment. */
  environment: Record<string, string>;
  /** What to say about them. */
  lines: string[];
  close(): Promise<void>;
}

/** Meta and Spotify as servers of this machine. They forget everything when they end: connect anew afterwards. */
export async function startFakes(): Promise<StartedFakes> {
  const { startFakeMeta, startFakeSpotify } = await import('@songtrackpro/server/fakes');
  const [meta, spotify] = await Promise.all([startFakeMeta(), startFakeSpotify()]);
  return {
    environment: {
      META_APP_ID: meta.app.appId,
      META_APP_SECRET: meta.app.appSecret,
      META_GRAPH_URL: meta.url,
      META_DIALOG_URL: meta.url,
      SPOTIFY_APP_ID: spotify.app.clientId,
      SPOTIFY_APP_SECRET: spotify.app.clientSecret ?? '',
      SPOTIFY_API_URL: spotify.url,
      SPOTIFY_ACCOUNTS_URL: spotify.url,
    },
    lines: [
      `Meta is played by ${meta.url}, with two ad accounts of 90 days`,
      `Spotify is played by ${spotify.url}`,
      'Connect them with integrations.connect and open the address that it answers in a browser.',
    ],
    close: async () => {
      await Promise.all([meta.close(), spotify.close()]);
    },
  };
}
