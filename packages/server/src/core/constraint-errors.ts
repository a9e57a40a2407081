import type { ConstraintError } from '@songtrackpro/db';
import { AppError } from './app-error.ts';

/** What a person is told when the database refuses a write, by the constraint that refused it. */
const messages: Record<string, { field: string; message: string }> = {
  organizations_slug_key: { field: 'slug', message: 'This slug is taken. Choose another one.' },
  organization_slugs_slug_key: { field: 'slug', message: 'This slug is taken. Choose another one.' },
  artists_spotify_id_key: { field: 'spotifyId', message: 'Another artist of this organization has this Spotify id.' },
  campaign_templates_name_key: { field: 'name', message: 'Another template of this organization has this name.' },
  report_schedules_organization_id_campaign_id_every_key: {
    field: 'rhythm',
    message: 'This campaign has a schedule of this rhythm. Change that one instead.',
  },
  artists_apple_music_id_key: {
    field: 'appleMusicId',
    message: 'Another artist of this organization has this Apple Music id.',
  },
  tracks_isrc_key: {
    field: 'isrc',
    message: 'Another track of this organization has this ISRC. Send `sharesIsrc` where both are meant to have it.',
  },
  tracks_apple_music_id_key: {
    field: 'appleMusicId',
    message: 'Another track of this organization has this Apple Music id.',
  },
  tracks_artist_deleted: {
    field: 'artistId',
    message: 'The artist of this track is deleted. Restore the artist first.',
  },
  tracks_spotify_id_key: { field: 'spotifyId', message: 'Another track of this organization has this Spotify id.' },
  audiences_external_id_key: {
    field: 'externalId',
    message: 'Another audience of this organization has this id at the ad platform.',
  },
};

/** A refused write as an answer; an unknown constraint is our fault, not the caller's. */
export function toConstraintAnswer(error: ConstraintError): AppError {
  const known = messages[error.constraint];
  if (!known) return new AppError('internal', { cause: error });
  return new AppError('conflict', { message: known.message, details: { field: known.field }, cause: error });
}
