import { AudienceCriteria, InsightSegments } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import { bigint, date, foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { adAccounts } from '../campaigns/tables.ts';
import {
  createdAt,
  deletedAt,
  instant,
  oneOf,
  organizationId,
  primaryId,
  updatedAt,
  version,
  versionedJson,
} from '../core/columns.ts';
import { purgePolicy, readAllRows, unrestrictedMembersOnly } from '../core/policies.ts';
import { byMember, ofOrganization, ofTenant } from '../organizations/tables.ts';

export const audiences = pgTable(
  'audiences',
  {
    id: primaryId(),
    organizationId: organizationId(),
    name: text('name').notNull(),
    kind: oneOf('audience_kind', ['custom', 'list', 'meta'], 'kind').notNull().default('custom'),
    criteria: versionedJson('criteria', AudienceCriteria).notNull().default(sql`'{"version": 1}'`),
    adAccountId: uuid('ad_account_id'),
    externalId: text('external_id'),
    sizeLower: bigint('size_lower', { mode: 'number' }),
    sizeUpper: bigint('size_upper', { mode: 'number' }),
    sizeSource: text('size_source'),
    sizeAsOf: instant('size_as_of'),
    syncedAt: instant('synced_at'),
    people: bigint('people', { mode: 'number' }),
    peopleAsOf: instant('people_as_of'),
    createdBy: uuid('created_by'),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: deletedAt(),
  },
  (t) => [
    ...ofTenant(t),
    uniqueIndex('audiences_external_id_key')
      .on(t.organizationId, t.externalId)
      .where(sql`external_id is not null and deleted_at is null`),
    index('audiences_ad_account_idx').on(t.organizationId, t.adAccountId),
    index('audiences_created_by_idx').on(t.organizationId, t.createdBy),
    index('audiences_criteria_idx').using('gin', t.organizationId, t.criteria),
    index('audiences_deleted_idx').on(t.deletedAt).where(sql`deleted_at is not null`),
    foreignKey({
      columns: [t.organizationId, t.adAccountId],
      foreignColumns: [adAccounts.organizationId, adAccounts.id],
    }).onDelete('set null'),
    byMember(t, t.createdBy),
    purgePolicy(),
    readAllRows('search', 'app_search'),
    unrestrictedMembersOnly(),
  ],
);

/** Partitioned by the month of `date`. */
export const audienceInsights = pgTable(
  'audience_insights',
  {
    id: uuid('id').notNull().default(sql`uuid_v7()`),
    organizationId: organizationId(),
    audienceId: uuid('audience_id').notNull(),
    date: date('date', { mode: 'string' }).notNull(),
    dimension: oneOf(
      'insight_dimension',
      ['demographics', 'interests', 'behaviors', 'locations'],
      'dimension',
    ).notNull(),
    source: text('source').notNull(),
    segments: versionedJson('segments', InsightSegments).notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    ...ofOrganization(t),
    primaryKey({ columns: [t.organizationId, t.audienceId, t.date, t.dimension, t.source] }),
    foreignKey({
      columns: [t.organizationId, t.audienceId],
      foreignColumns: [audiences.organizationId, audiences.id],
    }).onDelete('cascade'),
    unrestrictedMembersOnly(),
  ],
);
