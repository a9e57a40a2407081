import { sql } from 'drizzle-orm';
import { boolean, date, foreignKey, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { artists, origin } from '../artists/tables.ts';
import { createdAt, deletedAt, organizationId, primaryId, updatedAt, version } from '../core/columns.ts';
import { memberArtistsOnly, purgeUnmergedPolicy, readAllRows } from '../core/policies.ts';
import { ofTenant } from '../organizations/tables.ts';

export const tracks = pgTable(
  'tracks',
  {
    id: primaryId(),
    organizationId: organizationId(),
    artistId: uuid('artist_id').notNull(),
    title: text('title').notNull(),
    /** As credited; a trigger puts the artist's name in where none is given. */
    artist: text('artist')
      .notNull()
      .$default(() => sql`null`),
    album: text('album'),
    isrc: text('isrc'),
    sharesIsrc: boolean('shares_isrc').notNull().default(false),
    spotifyId: text('spotify_id'),
    appleMusicId: text('apple_music_id'),
    upc: text('upc'),
    releaseDate: date('release_date', { mode: 'string' }),
    durationMs: integer('duration_ms'),
    explicit: boolean('explicit'),
    artworkUrl: text('artwork_url'),
    label: text('label'),
    genres: text('genres').array().notNull().default([]),
    origin: origin().default('manual'),
    searchText: text('search_text').notNull().generatedAlwaysAs(sql`search_form(title || ' ' || artist)`),
    sortTitle: text('sort_title').notNull().generatedAlwaysAs(sql`search_form(title)`),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
    /** The other one that this turned out to be; it is deleted then. */
    mergedInto: uuid('merged_into'),
  },
  (t) => [
    ...ofTenant(t),
    uniqueIndex('tracks_isrc_key').on(t.organizationId, t.isrc).where(sql`deleted_at is null and not shares_isrc`),
    uniqueIndex('tracks_spotify_id_key').on(t.organizationId, t.spotifyId).where(sql`deleted_at is null`),
    uniqueIndex('tracks_apple_music_id_key').on(t.organizationId, t.appleMusicId).where(sql`deleted_at is null`),
    index('tracks_artist_idx').on(t.organizationId, t.artistId, t.id),
    index('tracks_search_idx').using('gin', t.organizationId, t.searchText.op('gin_trgm_ops')),
    index('tracks_deleted_idx').on(t.deletedAt).where(sql`deleted_at is not null`),
    foreignKey({ columns: [t.organizationId, t.artistId], foreignColumns: [artists.organizationId, artists.id] }),
    index('tracks_merged_into_idx').on(t.organizationId, t.mergedInto),
    foreignKey({ columns: [t.organizationId, t.mergedInto], foreignColumns: [t.organizationId, t.id] }).onDelete(
      'set null',
    ),
    purgeUnmergedPolicy(),
    memberArtistsOnly('artist_id'),
    readAllRows('search', 'app_search'),
  ],
);
