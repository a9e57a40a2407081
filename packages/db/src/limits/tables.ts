import { sql } from 'drizzle-orm';
import { bigint, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, organizationId } from '../core/columns.ts';
import { allRows } from '../core/policies.ts';
import { ofOrganization } from '../organizations/tables.ts';

/** What became more or less of the things that a plan limits: their sum is what there is. Written by triggers alone. */
export const planUse = pgTable(
  'plan_use',
  {
    organizationId: organizationId(),
    resource: text('resource').notNull(),
    id: uuid('id').notNull().default(sql`uuid_v7()`),
    change: bigint('change', { mode: 'number' }).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    ...ofOrganization(t),
    primaryKey({ columns: [t.organizationId, t.resource, t.id] }),
    allRows('counting', 'app_search'),
  ],
);
