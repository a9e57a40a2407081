import { foreignKey, index, pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { artists } from '../artists/tables.ts';
import { createdAt, organizationId, primaryId, updatedAt } from '../core/columns.ts';
import { memberPairsOnly } from '../core/policies.ts';
import { ofTenant } from '../organizations/tables.ts';
import { tracks } from './tables.ts';

/** Pairs that a person judged not to be one. */
export const duplicateDismissals = pgTable(
  'duplicate_dismissals',
  {
    id: primaryId(),
    organizationId: organizationId(),
    firstArtistId: uuid('first_artist_id'),
    secondArtistId: uuid('second_artist_id'),
    firstTrackId: uuid('first_track_id'),
    secondTrackId: uuid('second_track_id'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    ...ofTenant(t),
    memberPairsOnly(),
    uniqueIndex('duplicate_dismissals_artists_key').on(t.organizationId, t.firstArtistId, t.secondArtistId),
    uniqueIndex('duplicate_dismissals_tracks_key').on(t.organizationId, t.firstTrackId, t.secondTrackId),
    index('duplicate_dismissals_second_artist_idx').on(t.organizationId, t.secondArtistId),
    index('duplicate_dismissals_second_track_idx').on(t.organizationId, t.secondTrackId),
    foreignKey({
      columns: [t.organizationId, t.firstArtistId],
      foreignColumns: [artists.organizationId, artists.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.organizationId, t.secondArtistId],
      foreignColumns: [artists.organizationId, artists.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.organizationId, t.firstTrackId],
      foreignColumns: [tracks.organizationId, tracks.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.organizationId, t.secondTrackId],
      foreignColumns: [tracks.organizationId, tracks.id],
    }).onDelete('cascade'),
  ],
);
