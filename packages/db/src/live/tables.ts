import { LiveChangeData } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import { bigint, index, pgPolicy, pgTable, primaryKey, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { createdAt, oneOf, organizationId, updatedAt, versionedJson } from '../core/columns.ts';
import { ofOrganization } from '../organizations/tables.ts';

export const liveChanges = pgTable(
  'live_changes',
  {
    organizationId: organizationId(),
    position: bigint('position', { mode: 'number' }).notNull().default(sql`nextval('live_positions'::regclass)`),
    kind: oneOf('live_change_kind', ['fact', 'count'], 'kind').notNull(),
    subjectId: uuid('subject_id').notNull(),
    changeNumber: bigint('change_number', { mode: 'number' }).notNull(),
    data: versionedJson('data', LiveChangeData).notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    ...ofOrganization(t),
    primaryKey({ columns: [t.organizationId, t.position] }),
    uniqueIndex('live_changes_change_key').on(t.organizationId, t.kind, t.subjectId, t.changeNumber),
    index('live_changes_created_at_idx').on(t.createdAt),
    pgPolicy('care', { to: 'app_worker', using: sql`true`, withCheck: sql`true` }),
  ],
);
