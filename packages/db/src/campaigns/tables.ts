import { CampaignCreatives, CampaignTargeting } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  foreignKey,
  index,
  integer,
  pgPolicy,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { artists, origin } from '../artists/tables.ts';
import {
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
import {
  memberArtistsOrTracksOnly,
  memberCampaignsOnly,
  purgePolicy,
  readAllRows,
  unrestrictedMembersOnly,
} from '../core/policies.ts';
import { integrations } from '../integrations/tables.ts';
import { byMember, ofTenant } from '../organizations/tables.ts';
import { tracks } from '../tracks/tables.ts';

export const adAccounts = pgTable(
  'ad_accounts',
  {
    id: primaryId(),
    organizationId: organizationId(),
    integrationId: uuid('integration_id'),
    name: text('name').notNull(),
    externalId: text('external_id'),
    currency: currency(),
    timeZone: text('time_zone'),
    origin: origin().default('import'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    ...ofTenant(t),
    uniqueIndex('ad_accounts_external_id_key').on(t.organizationId, t.externalId),
    uniqueIndex('ad_accounts_name_key').on(t.organizationId, t.name).where(sql`external_id is null`),
    index('ad_accounts_integration_idx').on(t.organizationId, t.integrationId),
    foreignKey({
      columns: [t.organizationId, t.integrationId],
      foreignColumns: [integrations.organizationId, integrations.id],
    }).onDelete('set null'),
    unrestrictedMembersOnly(),
  ],
);

export const campaigns = pgTable(
  'campaigns',
  {
    id: primaryId(),
    organizationId: organizationId(),
    name: text('name').notNull(),
    status: oneOf('campaign_status', ['draft', 'active', 'paused', 'completed', 'archived'], 'status'),
    origin: origin().default('manual'),
    artistId: uuid('artist_id'),
    trackId: uuid('track_id'),
    adAccountId: uuid('ad_account_id'),
    createdBy: uuid('created_by'),
    externalId: text('external_id'),
    platformStatus: text('platform_status'),
    startDate: date('start_date', { mode: 'string' }),
    endDate: date('end_date', { mode: 'string' }),
    budgetKind: oneOf('budget_kind', ['daily', 'lifetime'], 'budget_kind').notNull().default('lifetime'),
    budgetMinor: bigint('budget_minor', { mode: 'number' }),
    spendMinor: bigint('spend_minor', { mode: 'number' }),
    spendAsOf: instant('spend_as_of'),
    currency: currency(),
    targeting: versionedJson('targeting', CampaignTargeting).notNull().default(sql`'{"version": 1}'`),
    creatives: versionedJson('creatives', CampaignCreatives).notNull().default(sql`'{"version": 1}'`),
    tags: text('tags').array().notNull().default([]),
    scheduled: boolean('scheduled').notNull().default(false),
    warnPercent: integer('warn_percent').default(80),
    stopPercent: integer('stop_percent').default(100),
    sortName: text('sort_name').notNull().generatedAlwaysAs(sql`search_form(name)`),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t) => [
    ...ofTenant(t),
    index('campaigns_status_idx').on(t.organizationId, t.status, t.startDate),
    index('campaigns_artist_idx').on(t.organizationId, t.artistId),
    index('campaigns_track_idx').on(t.organizationId, t.trackId),
    index('campaigns_ad_account_idx').on(t.organizationId, t.adAccountId),
    index('campaigns_created_by_idx').on(t.organizationId, t.createdBy),
    index('campaigns_targeting_idx').using('gin', t.organizationId, t.targeting.op('jsonb_path_ops')),
    index('campaigns_deleted_idx').on(t.deletedAt).where(sql`deleted_at is not null`),
    uniqueIndex('campaigns_external_id_key')
      .on(t.organizationId, t.adAccountId, t.externalId)
      .where(sql`external_id is not null`),
    uniqueIndex('campaigns_import_name_key')
      .on(t.organizationId, t.adAccountId, t.name)
      .where(sql`origin = 'import' and external_id is null`),
    foreignKey({
      columns: [t.organizationId, t.artistId],
      foreignColumns: [artists.organizationId, artists.id],
    }).onDelete('set null'),
    foreignKey({
      columns: [t.organizationId, t.trackId],
      foreignColumns: [tracks.organizationId, tracks.id],
    }).onDelete('set null'),
    foreignKey({
      columns: [t.organizationId, t.adAccountId],
      foreignColumns: [adAccounts.organizationId, adAccounts.id],
    }).onDelete('cascade'),
    byMember(t, t.createdBy),
    purgePolicy(),
    memberArtistsOrTracksOnly('artist_id', 'track_id'),
    readAllRows('search', 'app_search'),
    pgPolicy('open_work', {
      for: 'select',
      to: 'app_worker',
      using: sql`deleted_at is null and (status in ('active', 'paused', 'completed') or (status = 'draft' and scheduled))`,
    }),
  ],
);

export const campaignGoals = pgTable(
  'campaign_goals',
  {
    id: primaryId(),
    organizationId: organizationId(),
    campaignId: uuid('campaign_id').notNull(),
    type: oneOf('goal_type', ['streams', 'followers', 'engagement', 'conversions', 'reach'], 'type').notNull(),
    baseline: bigint('baseline', { mode: 'number' }).notNull().default(0),
    target: bigint('target', { mode: 'number' }).notNull(),
    current: bigint('current', { mode: 'number' }),
    currentAsOf: instant('current_as_of'),
    dueDate: date('due_date', { mode: 'string' }),
    reachedAt: instant('reached_at'),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t) => [
    ...ofTenant(t),
    memberCampaignsOnly(),
    purgePolicy(),
    pgPolicy('open_work', {
      for: 'select',
      to: 'app_worker',
      using: sql`deleted_at is null and due_date is not null`,
    }),
    index('campaign_goals_campaign_idx').on(t.organizationId, t.campaignId),
    index('campaign_goals_deleted_idx').on(t.deletedAt).where(sql`deleted_at is not null`),
    foreignKey({
      columns: [t.organizationId, t.campaignId],
      foreignColumns: [campaigns.organizationId, campaigns.id],
    }).onDelete('cascade'),
  ],
);
