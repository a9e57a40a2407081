import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { artists } from '../artists/tables.ts';
import { checkedJson, createdAt, instant, organizationId, primaryId, updatedAt } from '../core/columns.ts';
import { memberArtistsOrTracksOnly } from '../core/policies.ts';
import { ofTenant } from '../organizations/tables.ts';
import { tracks } from './tables.ts';

/** Fields that the one took over from the other: what they were, and what they became. */
export const FilledFields = z.record(z.string(), z.object({ before: z.unknown(), after: z.unknown() }));
export type FilledFields = z.infer<typeof FilledFields>;

export const catalogueMerges = pgTable(
  'catalogue_merges',
  {
    id: primaryId(),
    organizationId: organizationId(),
    fromArtistId: uuid('from_artist_id'),
    intoArtistId: uuid('into_artist_id'),
    fromTrackId: uuid('from_track_id'),
    intoTrackId: uuid('into_track_id'),
    mergedAt: instant('merged_at').notNull(),
    undoneAt: instant('undone_at'),
    movedCampaignIds: uuid('moved_campaign_ids').array().notNull().default([]),
    movedTrackIds: uuid('moved_track_ids').array().notNull().default([]),
    filled: checkedJson('filled', FilledFields).notNull().default(sql`'{}'`),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    ...ofTenant(t),
    uniqueIndex('catalogue_merges_from_artist_key').on(t.organizationId, t.fromArtistId).where(sql`undone_at is null`),
    uniqueIndex('catalogue_merges_from_track_key').on(t.organizationId, t.fromTrackId).where(sql`undone_at is null`),
    index('catalogue_merges_from_artist_idx').on(t.organizationId, t.fromArtistId),
    index('catalogue_merges_into_artist_idx').on(t.organizationId, t.intoArtistId),
    index('catalogue_merges_from_track_idx').on(t.organizationId, t.fromTrackId),
    index('catalogue_merges_into_track_idx').on(t.organizationId, t.intoTrackId),
    foreignKey({
      columns: [t.organizationId, t.fromArtistId],
      foreignColumns: [artists.organizationId, artists.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.organizationId, t.intoArtistId],
      foreignColumns: [artists.organizationId, artists.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.organizationId, t.fromTrackId],
      foreignColumns: [tracks.organizationId, tracks.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.organizationId, t.intoTrackId],
      foreignColumns: [tracks.organizationId, tracks.id],
    }).onDelete('cascade'),
    memberArtistsOrTracksOnly('into_artist_id', 'into_track_id'),
  ],
);
