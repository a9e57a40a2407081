import type { Artist, Track, TrackChange } from '@songtrackpro/contracts';
import type { RewrittenTrack } from '@songtrackpro/db';
import type { z } from 'zod';
import { linkedIds } from '../artists/index.ts';
import { presentFields } from '../core/present-fields.ts';

/**
 * A track as a change leaves it. The credit goes with the track to another artist where it was the artist's name alone:
 * null then, which credits the new one.
 */
export function changeTrack(
  before: Track,
  { link, version, ...changes }: z.output<typeof TrackChange>,
  oldArtist: Pick<Artist, 'name'> | null,
): RewrittenTrack {
  const moves = changes.artistId !== undefined && changes.artistId !== before.artistId;
  const artist = moves && before.artist === oldArtist?.name ? null : before.artist;
  return { ...before, artist, ...presentFields(changes), ...linkedIds(link), version };
}
