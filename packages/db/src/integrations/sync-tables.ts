import { sql } from 'drizzle-orm';
import { bigint, date, foreignKey, index, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { adAccounts } from '../campaigns/tables.ts';
import { checkedJson, createdAt, instant, oneOf, organizationId, updatedAt } from '../core/columns.ts';
import { readAllRows, unrestrictedMembersOnly } from '../core/policies.ts';
import { ofOrganization } from '../organizations/tables.ts';

/** What made a sync end before its work was done. */
export const SyncFault = z.object({
  kind: z.string(),
  reason: z.string(),
  message: z.string(),
  code: z.string().nullable(),
  subcode: z.string().nullable(),
  traceId: z.string().nullable(),
  at: z.iso.datetime(),
  /** Tries in a row that ended like this. */
  count: z.number().int().positive(),
});
export type SyncFault = z.infer<typeof SyncFault>;

/** How much of a limit of the platform was used up when it last said so. */
export const SyncGauge = z.object({ limit: z.string(), percent: z.number(), regainMs: z.number().nullable() });
export type SyncGauge = z.infer<typeof SyncGauge>;

const syncStatuses = ['queued', 'running', 'idle', 'throttled', 'failed'] as const;
const total = (name: string) => bigint(name, { mode: 'number' }).notNull().default(0);

export const adAccountSyncs = pgTable(
  'ad_account_syncs',
  {
    organizationId: organizationId(),
    adAccountId: uuid('ad_account_id').notNull(),
    status: oneOf('sync_status', syncStatuses, 'status').notNull().default('queued'),
    requestedAt: instant('requested_at').notNull().defaultNow(),
    startedAt: instant('started_at'),
    succeededAt: instant('succeeded_at'),
    waitUntil: instant('wait_until'),
    backFillFrom: date('back_fill_from', { mode: 'string' }),
    backFillUntil: date('back_fill_until', { mode: 'string' }),
    backFillCursors: checkedJson('back_fill_cursors', z.record(z.string(), z.iso.date())).notNull().default(sql`'{}'`),
    settledThrough: date('settled_through', { mode: 'string' }),
    rowsRead: total('rows_read'),
    factsChanged: total('facts_changed'),
    factsCompared: total('facts_compared'),
    factsRestated: total('facts_restated'),
    unreconciled: integer('unreconciled').notNull().default(0),
    gauges: checkedJson('gauges', z.array(SyncGauge)).notNull().default(sql`'[]'`),
    fault: checkedJson('fault', SyncFault.nullable()),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    ...ofOrganization(t),
    unrestrictedMembersOnly(),
    readAllRows('worker', 'app_worker'),
    primaryKey({ columns: [t.organizationId, t.adAccountId] }),
    index('ad_account_syncs_status_idx').on(t.status, t.waitUntil),
    foreignKey({
      columns: [t.organizationId, t.adAccountId],
      foreignColumns: [adAccounts.organizationId, adAccounts.id],
    }).onDelete('cascade'),
  ],
);
