import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { origin } from '../artists/tables.ts';
import { createdAt, organizationId, primaryId, updatedAt } from '../core/columns.ts';
import { memberCampaignsOnly } from '../core/policies.ts';
import { ofTenant } from '../organizations/tables.ts';
import { adAccounts, campaigns } from './tables.ts';

/** Below a campaign the ad platform's tree goes on: ad sets, and in them ads. */
export const adSets = pgTable(
  'ad_sets',
  {
    id: primaryId(),
    organizationId: organizationId(),
    adAccountId: uuid('ad_account_id').notNull(),
    campaignId: uuid('campaign_id'),
    name: text('name').notNull(),
    externalId: text('external_id'),
    origin: origin().default('import'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    ...ofTenant(t),
    memberCampaignsOnly(),
    index('ad_sets_ad_account_idx').on(t.organizationId, t.adAccountId),
    index('ad_sets_campaign_idx').on(t.organizationId, t.campaignId),
    uniqueIndex('ad_sets_external_id_key')
      .on(t.organizationId, t.adAccountId, t.externalId)
      .where(sql`external_id is not null`),
    uniqueIndex('ad_sets_name_key')
      .on(t.organizationId, t.adAccountId, t.campaignId, t.name)
      .where(sql`external_id is null`),
    foreignKey({
      columns: [t.organizationId, t.adAccountId],
      foreignColumns: [adAccounts.organizationId, adAccounts.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.organizationId, t.campaignId],
      foreignColumns: [campaigns.organizationId, campaigns.id],
    }).onDelete('cascade'),
  ],
);

export const ads = pgTable(
  'ads',
  {
    id: primaryId(),
    organizationId: organizationId(),
    adAccountId: uuid('ad_account_id').notNull(),
    campaignId: uuid('campaign_id'),
    adSetId: uuid('ad_set_id'),
    name: text('name').notNull(),
    externalId: text('external_id'),
    origin: origin().default('import'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    ...ofTenant(t),
    memberCampaignsOnly(),
    index('ads_ad_account_idx').on(t.organizationId, t.adAccountId),
    index('ads_campaign_idx').on(t.organizationId, t.campaignId),
    index('ads_ad_set_idx').on(t.organizationId, t.adSetId),
    uniqueIndex('ads_external_id_key')
      .on(t.organizationId, t.adAccountId, t.externalId)
      .where(sql`external_id is not null`),
    uniqueIndex('ads_name_key')
      .on(t.organizationId, t.adAccountId, t.campaignId, t.adSetId, t.name)
      .where(sql`external_id is null`),
    foreignKey({
      columns: [t.organizationId, t.adAccountId],
      foreignColumns: [adAccounts.organizationId, adAccounts.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.organizationId, t.campaignId],
      foreignColumns: [campaigns.organizationId, campaigns.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.organizationId, t.adSetId],
      foreignColumns: [adSets.organizationId, adSets.id],
    }).onDelete('cascade'),
  ],
);
