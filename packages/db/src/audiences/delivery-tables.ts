import { audienceDeliveryStatuses, IntegrationFault } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import { bigint, boolean, foreignKey, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { adAccounts } from '../campaigns/tables.ts';
import {
  bytes,
  checkedJson,
  createdAt,
  instant,
  oneOf,
  organizationId,
  primaryId,
  updatedAt,
} from '../core/columns.ts';
import { readAllRows, unrestrictedMembersOnly } from '../core/policies.ts';
import { ofTenant } from '../organizations/tables.ts';
import { audiences } from './tables.ts';

const count = (name: string) => bigint(name, { mode: 'number' }).notNull().default(0);

/** Lists on their way to the ad platform. */
export const audienceDeliveries = pgTable(
  'audience_deliveries',
  {
    id: primaryId(),
    organizationId: organizationId(),
    audienceId: uuid('audience_id').notNull(),
    adAccountId: uuid('ad_account_id').notNull(),
    kind: oneOf('audience_delivery_kind', ['send', 'withdraw'], 'kind').notNull(),
    status: oneOf('audience_delivery_status', audienceDeliveryStatuses, 'status').notNull().default('open'),
    tag: text('tag').notNull(),
    externalId: text('external_id'),
    replaces: boolean('replaces').notNull().default(false),
    people: count('people'),
    peopleAsOf: instant('people_as_of'),
    sent: count('sent'),
    invalid: count('invalid'),
    sessionId: bigint('session_id', { mode: 'number' }),
    sessionAt: instant('session_at'),
    batch: integer('batch').notNull().default(0),
    lastPerson: bytes('last_person'),
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
    uniqueIndex('audience_deliveries_open_key').on(t.organizationId, t.audienceId).where(sql`status = 'open'`),
    index('audience_deliveries_audience_idx').on(t.organizationId, t.audienceId),
    index('audience_deliveries_ad_account_idx').on(t.organizationId, t.adAccountId),
    index('audience_deliveries_due_idx').on(t.waitUntil).where(sql`status = 'open'`),
    foreignKey({
      columns: [t.organizationId, t.audienceId],
      foreignColumns: [audiences.organizationId, audiences.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.organizationId, t.adAccountId],
      foreignColumns: [adAccounts.organizationId, adAccounts.id],
    }).onDelete('cascade'),
  ],
);
