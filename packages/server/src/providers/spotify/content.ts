import { z } from 'zod';

const SpotifyId = z.string().regex(/^[0-9A-Za-z]{22}$/, 'must be an id of 22 letters and digits');
const Link = z.object({ spotify: z.string() });
const Image = z.object({ url: z.string(), width: z.number().nullable(), height: z.number().nullable() });

const Named = z.object({ id: SpotifyId, name: z.string(), external_urls: Link });

export const SpotifyArtist = Named.extend({ images: z.array(Image).default([]) });
export const SpotifyAlbum = Named.extend({
  artists: z.array(Named),
  images: z.array(Image).default([]),
  release_date: z.string().optional(),
  external_ids: z.object({ upc: z.string().optional() }).optional(),
});
export const SpotifyTrack = Named.extend({
  artists: z.array(Named),
  album: SpotifyAlbum,
  duration_ms: z.number().int(),
  external_ids: z.object({ isrc: z.string().optional() }).optional(),
});
export const SpotifySearch = z.object({ tracks: z.object({ items: z.array(SpotifyTrack) }) });

/** What something is called at Spotify, how it looks, and where it is there: whoever shows it links back. */
export interface SpotifyContent {
  kind: 'track' | 'album' | 'artist';
  id: string;
  name: string;
  /** To be shown with the content, as the terms ask. */
  link: string;
  artists: { id: string; name: string; link: string }[];
  /** Largest first. */
  artwork: { url: string; width: number | null; height: number | null }[];
  isrc: string | null;
  upc: string | null;
  durationMs: number | null;
  releaseDate: string | null;
}

const nothingMore = { isrc: null, upc: null, durationMs: null, releaseDate: null };
const artistsOf = (artists: z.infer<typeof Named>[]) =>
  artists.map(({ id, name, external_urls }) => ({ id, name, link: external_urls.spotify }));

export function ofArtist({ id, name, external_urls, images }: z.infer<typeof SpotifyArtist>): SpotifyContent {
  return { ...nothingMore, kind: 'artist', id, name, link: external_urls.spotify, artists: [], artwork: images };
}

export function ofAlbum(album: z.infer<typeof SpotifyAlbum>): SpotifyContent {
  const { id, name, external_urls, artists, images, release_date, external_ids } = album;
  const named = { kind: 'album', id, name, link: external_urls.spotify, artists: artistsOf(artists) } as const;
  return {
    ...nothingMore,
    ...named,
    artwork: images,
    upc: external_ids?.upc ?? null,
    releaseDate: release_date ?? null,
  };
}

export function ofTrack(track: z.infer<typeof SpotifyTrack>): SpotifyContent {
  const { id, name, external_urls, artists, album, external_ids, duration_ms } = track;
  const named = { kind: 'track', id, name, link: external_urls.spotify, artists: artistsOf(artists) } as const;
  return {
    ...nothingMore,
    ...named,
    artwork: album.images,
    isrc: external_ids?.isrc ?? null,
    durationMs: duration_ms,
    releaseDate: album.release_date ?? null,
  };
}
