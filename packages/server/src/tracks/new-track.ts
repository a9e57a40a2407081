import type { NewTrack } from '@songtrackpro/contracts';
import type { BulkTrack } from '@songtrackpro/db';
import type { z } from 'zod';
import { linkedIds } from '../artists/index.ts';

/** A new track as it is stored; what is not given is unknown. */
export function newTrackRow(input: z.output<typeof NewTrack>): BulkTrack {
  const { spotifyId, appleMusicId } = { ...input, ...linkedIds(input.link) };
  return {
    artistId: input.artistId,
    title: input.title,
    artist: input.artist ?? null,
    album: input.album ?? null,
    isrc: input.isrc ?? null,
    sharesIsrc: input.sharesIsrc ?? false,
    spotifyId: spotifyId ?? null,
    appleMusicId: appleMusicId ?? null,
    upc: input.upc ?? null,
    releaseDate: input.releaseDate ?? null,
    durationMs: input.durationMs ?? null,
    explicit: input.explicit ?? null,
    artworkUrl: input.artworkUrl ?? null,
    label: input.label ?? null,
    genres: input.genres ?? [],
  };
}
