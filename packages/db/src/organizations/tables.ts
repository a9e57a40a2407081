import { MemberPermissions, OnboardingProgress, OrganizationSettings } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  foreignKey,
  index,
  integer,
  type PgTableExtraConfigValue,
  pgPolicy,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  bytes,
  caseless,
  createdAt,
  currency,
  deletedAt,
  instant,
  oneOf,
  organizationId,
  primaryId,
  updatedAt,
  version,
  versionedJson,
} from '../core/columns.ts';
import { allRows, operatorPolicy, readAllRows, tenantPolicy } from '../core/policies.ts';

const ownRow = sql`id = (select current_actor())`;

/** People lie beside organizations because each names the other: a home organization, an owner. */
export const users = pgTable(
  'users',
  {
    id: primaryId(),
    organizationId: uuid('organization_id'),
    email: caseless('email').notNull(),
    name: text('name').notNull(),
    role: oneOf('user_role', ['artist', 'label', 'agency', 'admin'], 'role').notNull().default('artist'),
    image: text('image'),
    phone: text('phone'),
    locale: text('locale'),
    timeZone: text('time_zone'),
    emailVerified: boolean('email_verified').notNull().default(false),
    emailVerifiedAt: instant('email_verified_at'),
    twoFactorEnabled: boolean('two_factor_enabled').notNull().default(false),
    onboardingStep: oneOf('onboarding_step', ['profile', 'organization', 'connection', 'done'], 'onboarding_step')
      .notNull()
      .default('profile'),
    onboarding: versionedJson('onboarding', OnboardingProgress).notNull().default(sql`'{"version": 1}'`),
    onboardedAt: instant('onboarded_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t): PgTableExtraConfigValue[] => [
    uniqueIndex('users_email_key').on(t.email).where(sql`deleted_at is null`),
    index('users_role_idx').on(t.role, t.createdAt),
    index('users_organization_idx').on(t.organizationId, t.id),
    index('users_deleted_idx').on(t.deletedAt).where(sql`deleted_at is not null`),
    foreignKey({
      columns: [t.organizationId, t.id],
      foreignColumns: [organizationMembers.organizationId, organizationMembers.userId],
    }).onDelete('set null'),
    pgPolicy('own_row', { for: 'select', to: 'app_rw', using: ownRow }),
    pgPolicy('own_home', { for: 'update', to: 'app_rw', using: ownRow, withCheck: ownRow }),
    pgPolicy('authentication', { to: 'app_auth', using: sql`deleted_at is null`, withCheck: sql`deleted_at is null` }),
    allRows('deletion', 'app_worker'),
    readAllRows('search', 'app_search'),
    operatorPolicy('all'),
  ],
);

export const organizations = pgTable(
  'organizations',
  {
    id: primaryId(),
    ownerId: uuid('owner_id'),
    name: text('name').notNull(),
    slug: text('slug').notNull(),
    kind: oneOf('organization_kind', ['artist', 'label', 'agency'], 'kind').notNull(),
    timeZone: text('time_zone').notNull().default('UTC'),
    currency: currency().notNull().default('USD'),
    settings: versionedJson('settings', OrganizationSettings).notNull().default(sql`'{"version": 1}'`),
    version: version(),
    suspendedAt: instant('suspended_at'),
    suspensionReason: text('suspension_reason'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t): PgTableExtraConfigValue[] => [
    uniqueIndex('organizations_slug_key').on(t.slug).where(sql`deleted_at is null`),
    index('organizations_owner_idx').on(t.ownerId, t.id),
    index('organizations_deleted_idx').on(t.deletedAt).where(sql`deleted_at is not null`),
    foreignKey({
      columns: [t.id, t.ownerId],
      foreignColumns: [organizationMembers.organizationId, organizationMembers.userId],
    }).onDelete('set null'),
    pgPolicy('tenant', {
      to: 'app_rw',
      using: sql`id = (select current_organization())`,
      withCheck: sql`id = (select current_organization())`,
    }),
    readAllRows('authentication', 'app_auth'),
    readAllRows('worker', 'app_worker'),
    readAllRows('search', 'app_search'),
    operatorPolicy('select'),
    pgPolicy('purge', { for: 'delete', to: 'app_worker', using: sql`deleted_at is not null` }),
    pgPolicy('purge_lock', {
      for: 'update',
      to: 'app_worker',
      using: sql`deleted_at is not null`,
      withCheck: sql`false`,
    }),
  ],
);

/** The tenant of a row: its policy, and the organization that takes the row along when it is purged. */
export const ofOrganization = (t: { organizationId: AnyPgColumn }): PgTableExtraConfigValue[] => [
  tenantPolicy(),
  foreignKey({ columns: [t.organizationId], foreignColumns: [organizations.id] }).onDelete('cascade'),
];

/** A tenant's row that others point to by organization and id. */
export const ofTenant = (t: { organizationId: AnyPgColumn; id: AnyPgColumn }): PgTableExtraConfigValue[] => [
  ...ofOrganization(t),
  unique().on(t.organizationId, t.id),
];

const memberRoles = ['owner', 'admin', 'manager', 'analyst', 'viewer'] as const;

export const organizationMembers = pgTable(
  'organization_members',
  {
    id: primaryId(),
    organizationId: organizationId(),
    userId: uuid('user_id').notNull(),
    role: oneOf('member_role', memberRoles, 'role').notNull().default('viewer'),
    permissions: versionedJson('permissions', MemberPermissions).notNull().default(sql`'{"version": 1}'`),
    allArtists: boolean('all_artists').notNull().default(true),
    invitedBy: uuid('invited_by'),
    joinedAt: instant('joined_at').notNull().defaultNow(),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t): PgTableExtraConfigValue[] => [
    ...ofTenant(t),
    unique().on(t.organizationId, t.userId),
    index('organization_members_user_idx').on(t.userId, t.organizationId),
    index('organization_members_invited_by_idx').on(t.organizationId, t.invitedBy),
    foreignKey({ columns: [t.userId], foreignColumns: [users.id] }).onDelete('cascade'),
    foreignKey({ columns: [t.organizationId, t.invitedBy], foreignColumns: [t.organizationId, t.userId] }).onDelete(
      'set null',
    ),
    readAllRows('authentication', 'app_auth'),
    readAllRows('search', 'app_search'),
  ],
);

/** A member of the row's organization; the link is cut when the membership ends. */
export const byMember = (t: { organizationId: AnyPgColumn }, member: AnyPgColumn) =>
  foreignKey({
    columns: [t.organizationId, member],
    foreignColumns: [organizationMembers.organizationId, organizationMembers.userId],
  }).onDelete('set null');

export const invitations = pgTable(
  'invitations',
  {
    id: primaryId(),
    organizationId: organizationId(),
    email: caseless('email').notNull(),
    role: oneOf('member_role', memberRoles, 'role').notNull(),
    permissions: versionedJson('permissions', MemberPermissions).notNull().default(sql`'{"version": 1}'`),
    allArtists: boolean('all_artists').notNull().default(true),
    tokenHash: bytes('token_hash').notNull(),
    invitedBy: uuid('invited_by'),
    sentAt: instant('sent_at'),
    sentCount: integer('sent_count').notNull().default(0),
    seenAt: instant('seen_at'),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
    acceptedBy: uuid('accepted_by'),
    revokedAt: instant('revoked_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t): PgTableExtraConfigValue[] => [
    ...ofTenant(t),
    uniqueIndex('invitations_token_hash_key').on(t.tokenHash),
    uniqueIndex('invitations_open_key')
      .on(t.organizationId, t.email)
      .where(sql`accepted_at is null and revoked_at is null`),
    index('invitations_email_idx').on(t.email, t.id).where(sql`accepted_at is null and revoked_at is null`),
    index('invitations_invited_by_idx').on(t.organizationId, t.invitedBy),
    index('invitations_accepted_by_idx').on(t.organizationId, t.acceptedBy),
    byMember(t, t.invitedBy),
    byMember(t, t.acceptedBy),
    readAllRows('authentication', 'app_auth'),
    pgPolicy('open_work', {
      for: 'select',
      to: 'app_worker',
      using: sql`accepted_at is null and revoked_at is null`,
    }),
  ],
);
