import { IntegrationFault, PlatformWish, platformChangeStatuses } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { checkedJson, createdAt, instant, oneOf, organizationId, primaryId, updatedAt } from '../core/columns.ts';
import { readAllRows, unrestrictedMembersOnly } from '../core/policies.ts';
import { ofTenant } from '../organizations/tables.ts';
import { adAccounts, campaigns } from './tables.ts';

/** What the ad platform is asked to change; written before it is asked. */
export const platformChanges = pgTable(
  'platform_changes',
  {
    id: primaryId(),
    organizationId: organizationId(),
    campaignId: uuid('campaign_id').notNull(),
    adAccountId: uuid('ad_account_id').notNull(),
    adCampaignId: uuid('ad_campaign_id'),
    kind: oneOf('platform_change_kind', ['create', 'status', 'budget'], 'kind').notNull(),
    wish: checkedJson('wish', PlatformWish).notNull(),
    status: oneOf('platform_change_status', platformChangeStatuses, 'status').notNull().default('open'),
    externalId: text('external_id'),
    tries: integer('tries').notNull().default(0),
    tryingUntil: instant('trying_until'),
    waitUntil: instant('wait_until').notNull().defaultNow(),
    fault: checkedJson('fault', IntegrationFault),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    ...ofTenant(t),
    unrestrictedMembersOnly(),
    readAllRows('worker', 'app_worker'),
    uniqueIndex('platform_changes_open_key').on(t.organizationId, t.campaignId, t.kind).where(sql`status = 'open'`),
    index('platform_changes_campaign_idx').on(t.organizationId, t.campaignId),
    index('platform_changes_ad_account_idx').on(t.organizationId, t.adAccountId),
    index('platform_changes_ad_campaign_idx').on(t.organizationId, t.adCampaignId),
    index('platform_changes_due_idx').on(t.waitUntil).where(sql`status = 'open'`),
    foreignKey({
      columns: [t.organizationId, t.campaignId],
      foreignColumns: [campaigns.organizationId, campaigns.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.organizationId, t.adAccountId],
      foreignColumns: [adAccounts.organizationId, adAccounts.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.organizationId, t.adCampaignId],
      foreignColumns: [campaigns.organizationId, campaigns.id],
    }).onDelete('set null'),
  ],
);
