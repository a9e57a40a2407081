import { readSpotifyLink } from '@songtrackpro/contracts';
import { z } from 'zod';
import { ProviderError } from '../provider-error.ts';
import { readApi } from './api.ts';
import {
  ofAlbum,
  ofArtist,
  ofTrack,
  SpotifyAlbum,
  SpotifyArtist,
  type SpotifyContent,
  SpotifySearch,
  SpotifyTrack,
} from './content.ts';
import { spotifyOAuth } from './oauth.ts';
import type { SpotifySettings } from './settings.ts';

/** What is left of a person's profile: country, mail, product and followers are no longer told. */
const SpotifyPerson = z.object({ id: z.string(), display_name: z.string().nullable().optional() });

/** The most that a search answers an app in development mode. */
const mostFound = 10;

/**
 * Everything that is asked of Spotify: who is connected, and what tracks, albums and artists are called and look like.
 * There are no streams, popularity or followers to be had. Every method rejects with a `ProviderError`.
 */
export function createSpotifyClient(settings: SpotifySettings) {
  const read = <Schema extends z.ZodType>(
    token: string,
    schema: Schema,
    path: string,
    parameters?: Record<string, string>,
  ) => readApi(settings, token, schema, path, parameters);
  return {
    ...spotifyOAuth(settings),

    getPerson: async (accessToken: string): Promise<{ id: string; name: string | null }> => {
      const { id, display_name } = await read(accessToken, SpotifyPerson, 'me');
      return { id, name: display_name ?? null };
    },

    /** The track, album or artist that a link or URI leads to. @throws ProviderError `not_found`, `no_link` */
    resolveLink: async (accessToken: string, pasted: string): Promise<SpotifyContent> => {
      const place = readSpotifyLink(pasted);
      if (place === null) {
        const message = 'Paste the link of a track, an album or an artist at Spotify.';
        throw new ProviderError({ provider: 'spotify', kind: 'permanent', reason: 'no_link', message });
      }
      const path = `${place.kind}s/${place.id}`;
      if (place.kind === 'track') return ofTrack(await read(accessToken, SpotifyTrack, path));
      if (place.kind === 'album') return ofAlbum(await read(accessToken, SpotifyAlbum, path));
      return ofArtist(await read(accessToken, SpotifyArtist, path));
    },

    /** Tracks with an ISRC: one recording may be there several times, on a single and on an album. */
    findByIsrc: async (accessToken: string, isrc: string): Promise<SpotifyContent[]> => {
      const parameters = { q: `isrc:${isrc}`, type: 'track', limit: String(mostFound) };
      const { tracks } = await read(accessToken, SpotifySearch, 'search', parameters);
      // A search finds what is like it, too.
      return tracks.items.map(ofTrack).filter((track) => track.isrc?.toUpperCase() === isrc.toUpperCase());
    },
  };
}

export type SpotifyClient = ReturnType<typeof createSpotifyClient>;
