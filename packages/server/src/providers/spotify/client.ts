import { z } from 'zod';
import { readApi } from './api.ts';
import { spotifyOAuth } from './oauth.ts';
import type { SpotifySettings } from './settings.ts';

/** What is left of a person's profile: country, mail, product and followers are no longer told. */
const SpotifyPerson = z.object({ id: z.string(), display_name: z.string().nullable().optional() });

/** Everything that is asked of Spotify. Every method rejects with a `ProviderError`. */
export function createSpotifyClient(settings: SpotifySettings) {
  return {
    ...spotifyOAuth(settings),

    getPerson: async (accessToken: string): Promise<{ id: string; name: string | null }> => {
      const { id, display_name } = await readApi(settings, accessToken, SpotifyPerson, 'me');
      return { id, name: display_name ?? null };
    },
  };
}

export type SpotifyClient = ReturnType<typeof createSpotifyClient>;
