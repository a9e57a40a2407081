import { sql } from 'drizzle-orm';
import {
  foreignKey,
  index,
  type PgTableExtraConfigValue,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { artists } from '../artists/tables.ts';
import { createdAt, instant, organizationId, primaryId, updatedAt } from '../core/columns.ts';
import { readAllRows } from '../core/policies.ts';
import { invitations, ofOrganization, ofTenant, organizationMembers, users } from './tables.ts';

/** Every name that an organization ever had in addresses; kept by a trigger of `organizations`. */
export const organizationSlugs = pgTable(
  'organization_slugs',
  {
    organizationId: organizationId(),
    slug: text('slug').notNull(),
    createdAt: createdAt(),
    releasedAt: instant('released_at'),
  },
  (t): PgTableExtraConfigValue[] => [
    ...ofOrganization(t),
    primaryKey({ columns: [t.organizationId, t.slug] }),
    uniqueIndex('organization_slugs_slug_key').on(t.slug).where(sql`released_at is null`),
    readAllRows('search', 'app_search'),
    readAllRows('authentication', 'app_auth'),
  ],
);

/** Artists of a member whose membership says `allArtists: false`. */
export const memberArtists = pgTable(
  'member_artists',
  {
    organizationId: organizationId(),
    userId: uuid('user_id').notNull(),
    artistId: uuid('artist_id').notNull(),
    createdAt: createdAt(),
  },
  (t): PgTableExtraConfigValue[] => [
    ...ofOrganization(t),
    primaryKey({ columns: [t.organizationId, t.userId, t.artistId] }),
    index('member_artists_artist_idx').on(t.organizationId, t.artistId),
    foreignKey({
      columns: [t.organizationId, t.userId],
      foreignColumns: [organizationMembers.organizationId, organizationMembers.userId],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.organizationId, t.artistId],
      foreignColumns: [artists.organizationId, artists.id],
    }).onDelete('cascade'),
    readAllRows('authentication', 'app_auth'),
  ],
);

/** Artists that an invitation with `allArtists: false` will give. */
export const invitationArtists = pgTable(
  'invitation_artists',
  {
    organizationId: organizationId(),
    invitationId: uuid('invitation_id').notNull(),
    artistId: uuid('artist_id').notNull(),
    createdAt: createdAt(),
  },
  (t): PgTableExtraConfigValue[] => [
    ...ofOrganization(t),
    primaryKey({ columns: [t.organizationId, t.invitationId, t.artistId] }),
    index('invitation_artists_artist_idx').on(t.organizationId, t.artistId),
    foreignKey({
      columns: [t.organizationId, t.invitationId],
      foreignColumns: [invitations.organizationId, invitations.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.organizationId, t.artistId],
      foreignColumns: [artists.organizationId, artists.id],
    }).onDelete('cascade'),
  ],
);

/** Somebody of the operator looks into an organization: for a reason and for a time. */
export const supportAccesses = pgTable(
  'support_accesses',
  {
    id: primaryId(),
    organizationId: organizationId(),
    staffId: uuid('staff_id'),
    reason: text('reason').notNull(),
    startsAt: instant('starts_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t): PgTableExtraConfigValue[] => [
    ...ofTenant(t),
    index('support_accesses_staff_idx').on(t.staffId, t.organizationId),
    foreignKey({ columns: [t.staffId], foreignColumns: [users.id] }).onDelete('set null'),
    readAllRows('authentication', 'app_auth'),
  ],
);
