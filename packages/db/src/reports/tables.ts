import { sql } from 'drizzle-orm';
import { boolean, date, foreignKey, index, integer, pgPolicy, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { campaigns } from '../campaigns/tables.ts';
import { bytes, createdAt, instant, oneOf, organizationId, primaryId, updatedAt, version } from '../core/columns.ts';
import { memberCampaignsOnly, readAllRows } from '../core/policies.ts';
import { byMember, ofTenant } from '../organizations/tables.ts';

/** Links that show one version of a stored report to somebody without an account. */
export const reportShares = pgTable(
  'report_shares',
  {
    id: primaryId(),
    organizationId: organizationId(),
    campaignId: uuid('campaign_id').notNull(),
    /** A document of the document store. */
    reportId: uuid('report_id').notNull(),
    reportVersion: integer('report_version').notNull(),
    tokenHash: bytes('token_hash').notNull(),
    label: text('label'),
    createdBy: uuid('created_by'),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    views: integer('views').notNull().default(0),
    lastViewedAt: instant('last_viewed_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    ...ofTenant(t),
    memberCampaignsOnly(),
    unique().on(t.tokenHash),
    index('report_shares_report_idx').on(t.organizationId, t.reportId, t.reportVersion),
    index('report_shares_campaign_idx').on(t.organizationId, t.campaignId),
    index('report_shares_created_by_idx').on(t.organizationId, t.createdBy),
    foreignKey({
      columns: [t.organizationId, t.campaignId],
      foreignColumns: [campaigns.organizationId, campaigns.id],
    }).onDelete('cascade'),
    byMember(t, t.createdBy),
  ],
);

/** Reports that are made by the calendar of the organization. */
export const reportSchedules = pgTable(
  'report_schedules',
  {
    id: primaryId(),
    organizationId: organizationId(),
    campaignId: uuid('campaign_id').notNull(),
    every: oneOf('report_rhythm', ['week', 'month'], 'every').notNull(),
    day: integer('day').notNull(),
    enabled: boolean('enabled').notNull().default(true),
    /** Last day of the newest period that needs no report any more. */
    doneTo: date('done_to', { mode: 'string' }).notNull(),
    lastReportId: uuid('last_report_id'),
    lastReportVersion: integer('last_report_version'),
    lastReportFrom: date('last_report_from', { mode: 'string' }),
    lastReportTo: date('last_report_to', { mode: 'string' }),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    ...ofTenant(t),
    memberCampaignsOnly(),
    readAllRows('counting', 'app_search'),
    unique().on(t.organizationId, t.campaignId, t.every),
    foreignKey({
      columns: [t.organizationId, t.campaignId],
      foreignColumns: [campaigns.organizationId, campaigns.id],
    }).onDelete('cascade'),
    pgPolicy('open_work', { for: 'select', to: 'app_worker', using: sql`enabled` }),
  ],
);
