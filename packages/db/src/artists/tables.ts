import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { createdAt, deletedAt, oneOf, organizationId, primaryId, updatedAt, version } from '../core/columns.ts';
import { memberArtistsOnly, purgeUnmergedPolicy } from '../core/policies.ts';
import { ofTenant } from '../organizations/tables.ts';

/** Where a row came from: made by a person, or named by an import. */
export const origin = () => oneOf('row_origin', ['manual', 'import'], 'origin').notNull();

export const artists = pgTable(
  'artists',
  {
    id: primaryId(),
    organizationId: organizationId(),
    name: text('name').notNull(),
    spotifyId: text('spotify_id'),
    appleMusicId: text('apple_music_id'),
    artworkUrl: text('artwork_url'),
    sortName: text('sort_name').notNull().generatedAlwaysAs(sql`search_form(name)`),
    origin: origin().default('manual'),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
    /** The other one that this turned out to be; it is deleted then. */
    mergedInto: uuid('merged_into'),
  },
  (t) => [
    ...ofTenant(t),
    uniqueIndex('artists_spotify_id_key').on(t.organizationId, t.spotifyId).where(sql`deleted_at is null`),
    uniqueIndex('artists_apple_music_id_key').on(t.organizationId, t.appleMusicId).where(sql`deleted_at is null`),
    index('artists_deleted_idx').on(t.deletedAt).where(sql`deleted_at is not null`),
    index('artists_merged_into_idx').on(t.organizationId, t.mergedInto),
    foreignKey({ columns: [t.organizationId, t.mergedInto], foreignColumns: [t.organizationId, t.id] }).onDelete(
      'set null',
    ),
    purgeUnmergedPolicy(),
    memberArtistsOnly('id'),
  ],
);
