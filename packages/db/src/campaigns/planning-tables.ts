import { CampaignTemplateContent } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { createdAt, deletedAt, organizationId, primaryId, updatedAt, version, versionedJson } from '../core/columns.ts';
import { memberCampaignsOnly, purgePolicy, unrestrictedMembersOnly } from '../core/policies.ts';
import { ofOrganization, ofTenant } from '../organizations/tables.ts';
import { campaigns } from './tables.ts';

/** Which of the ad platform's campaigns carry out one of ours: several, and each for one of ours only. */
export const campaignLinks = pgTable(
  'campaign_links',
  {
    organizationId: organizationId(),
    adCampaignId: uuid('ad_campaign_id').notNull(),
    campaignId: uuid('campaign_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    ...ofOrganization(t),
    memberCampaignsOnly(),
    primaryKey({ columns: [t.organizationId, t.adCampaignId] }),
    index('campaign_links_campaign_idx').on(t.organizationId, t.campaignId),
    foreignKey({
      columns: [t.organizationId, t.adCampaignId],
      foreignColumns: [campaigns.organizationId, campaigns.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.organizationId, t.campaignId],
      foreignColumns: [campaigns.organizationId, campaigns.id],
    }).onDelete('cascade'),
  ],
);

export const campaignTemplates = pgTable(
  'campaign_templates',
  {
    id: primaryId(),
    organizationId: organizationId(),
    name: text('name').notNull(),
    content: versionedJson('content', CampaignTemplateContent).notNull(),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t) => [
    ...ofTenant(t),
    unrestrictedMembersOnly(),
    purgePolicy(),
    uniqueIndex('campaign_templates_name_key').on(t.organizationId, t.name).where(sql`deleted_at is null`),
    index('campaign_templates_deleted_idx').on(t.deletedAt).where(sql`deleted_at is not null`),
  ],
);
