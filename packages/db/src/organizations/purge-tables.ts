import { sql } from 'drizzle-orm';
import { index, pgTable, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../core/columns.ts';
import { allRows } from '../core/policies.ts';

/** What is left of organizations that were removed for good; of no tenant, because theirs is gone. */
export const purgedOrganizations = pgTable(
  'purged_organizations',
  {
    id: uuid('id').primaryKey(),
    deletedAt: instant('deleted_at').notNull(),
    purgedAt: instant('purged_at').notNull().defaultNow(),
    /** When its documents were erased for the last time. */
    sweptAt: instant('swept_at'),
  },
  (t) => [
    index('purged_organizations_open_idx').on(t.purgedAt).where(sql`swept_at is null`),
    allRows('worker', 'app_worker'),
  ],
);
