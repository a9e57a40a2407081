import { Import, ImportColumns, ImportOptions, ImportStatus } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  foreignKey,
  index,
  integer,
  pgPolicy,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { apiKeys } from '../apiKeys/tables.ts';
import { checkedJson, createdAt, instant, oneOf, organizationId, primaryId, updatedAt } from '../core/columns.ts';
import { memberArtistsOrTracksOnly } from '../core/policies.ts';
import { byMember, ofTenant } from '../organizations/tables.ts';

export const imports = pgTable(
  'imports',
  {
    id: primaryId(),
    organizationId: organizationId(),
    apiKeyId: uuid('api_key_id'),
    createdBy: uuid('created_by'),
    fileName: text('file_name').notNull(),
    status: oneOf('import_status', ImportStatus.options, 'status').notNull().default('awaiting_content'),
    options: checkedJson('options', ImportOptions).notNull().default(sql`'{}'`),
    format: text('format'),
    sizeBytes: bigint('size_bytes', { mode: 'number' }),
    receivedBytes: bigint('received_bytes', { mode: 'number' }).notNull().default(0),
    sha256: text('sha256'),
    duplicateOf: uuid('duplicate_of'),
    rowsRead: integer('rows_read').notNull().default(0),
    rowsRefused: integer('rows_refused').notNull().default(0),
    facts: integer('facts').notNull().default(0),
    factsChanged: integer('facts_changed').notNull().default(0),
    firstDate: date('first_date', { mode: 'string' }),
    lastDate: date('last_date', { mode: 'string' }),
    rowErrors: checkedJson('row_errors', Import.shape.errors).notNull().default(sql`'[]'`),
    question: checkedJson('question', Import.shape.question),
    fault: checkedJson('fault', Import.shape.fault),
    created: checkedJson('created', Import.shape.created)
      .notNull()
      .default(sql`'{"ads": 0, "adSets": 0, "tracks": 0, "artists": 0, "campaigns": 0, "adAccounts": 0}'`),
    subjects: checkedJson('subjects', Import.shape.subjects).notNull().default(sql`'[]'`),
    totals: checkedJson('totals', Import.shape.totals).notNull().default(sql`'[]'`),
    columns: checkedJson('columns', Import.shape.columns),
    notes: checkedJson('notes', Import.shape.notes).notNull().default(sql`'[]'`),
    rowsPassedOver: integer('rows_passed_over').notNull().default(0),
    dryRun: boolean('dry_run').notNull().default(false),
    progress: checkedJson('progress', Import.shape.progress),
    undoneAt: instant('undone_at'),
    undoneBy: uuid('undone_by'),
    attempts: integer('attempts').notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    ...ofTenant(t),
    memberArtistsOrTracksOnly("(options ->> 'artistId')", "(options ->> 'trackId')"),
    index('imports_api_key_idx').on(t.organizationId, t.apiKeyId),
    index('imports_created_by_idx').on(t.organizationId, t.createdBy),
    index('imports_duplicate_of_idx').on(t.organizationId, t.duplicateOf),
    index('imports_sha256_idx').on(t.organizationId, t.sha256).where(sql`status = 'completed'`),
    index('imports_open_idx')
      .on(t.createdAt)
      .where(sql`status in ('queued', 'checking', 'writing', 'failed', 'undoing')`),
    foreignKey({
      columns: [t.organizationId, t.apiKeyId],
      foreignColumns: [apiKeys.organizationId, apiKeys.id],
    }).onDelete('set null'),
    byMember(t, t.createdBy),
    foreignKey({ columns: [t.organizationId, t.duplicateOf], foreignColumns: [t.organizationId, t.id] }).onDelete(
      'set null',
    ),
    pgPolicy('open_work', {
      for: 'select',
      to: 'app_worker',
      using: sql`status in ('queued', 'checking', 'writing', 'failed', 'undoing')`,
    }),
  ],
);

/** What the columns of a table mean that is of no known format, by its header. */
export const importMappings = pgTable(
  'import_mappings',
  {
    id: primaryId(),
    organizationId: organizationId(),
    headerHash: text('header_hash').notNull(),
    headers: text('headers').array().notNull(),
    columns: checkedJson('columns', ImportColumns).notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [...ofTenant(t), unique().on(t.organizationId, t.headerHash)],
);
