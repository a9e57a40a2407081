import type { Import, ImportListInput, ImportOptions } from '@songtrackpro/contracts';
import { and, eq, gte, lte, ne, sql } from 'drizzle-orm';
import { isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { rethrowConstraint } from '../core/errors.ts';
import { newestFirst, type Page, type PageRequest, pageStart, toPage, withNext } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { imports } from './tables.ts';

type Row = typeof imports.$inferSelect;

/** An import as stored, with what only the server needs. */
export interface ImportRecord extends Omit<Import, 'contentPath' | 'errorsPath'> {
  organizationId: string;
  /** The person who began it; null where a key did. */
  createdBy: string | null;
  /** That person, or the key. */
  begunBy: string | null;
  /** The person or key that undid it. */
  undoneBy: string | null;
  options: ImportOptions;
  attempts: number;
  /** Differs after each change of the record: its moment in microseconds. */
  revision: string;
}

function toImport(row: Row): ImportRecord {
  const { apiKeyId, updatedAt, rowsRead, rowsRefused, facts, factsChanged, rowsPassedOver, rowErrors, ...rest } = row;
  return {
    ...rest,
    begunBy: row.createdBy ?? apiKeyId,
    rows: { read: rowsRead, refused: rowsRefused, facts, changed: factsChanged, passedOver: rowsPassedOver },
    errors: rowErrors,
    createdAt: isoInstant(row.createdAt),
    revision: updatedAt,
    finishedAt: isoInstantOrNull(row.finishedAt),
    undoneAt: isoInstantOrNull(row.undoneAt),
  };
}

export type NewImportRow = Pick<Row, 'organizationId' | 'apiKeyId' | 'createdBy' | 'fileName' | 'options' | 'dryRun'>;

export async function insertImport(tx: TenantTransaction, input: NewImportRow): Promise<ImportRecord> {
  const [row] = await tx.insert(imports).values(input).returning().catch(rethrowConstraint);
  if (!row) throw new Error('insert returned no row');
  return toImport(row);
}

const byId = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select()
    .from(imports)
    .where(eq(imports.id, given.value('id'))),
);
const byIdForUpdate = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select()
    .from(imports)
    .where(eq(imports.id, given.value('id')))
    .for('update'),
);

export async function findImport(
  tx: TenantTransaction,
  id: string,
  options: { forUpdate?: boolean } = {},
): Promise<ImportRecord | null> {
  const [row] = await (options.forUpdate ? byIdForUpdate : byId)(tx, { id });
  return row ? toImport(row) : null;
}

const page = compiledRead((db, given: Given<PageRequest & ImportFilter>) => {
  const ofStatus = given.when('status', (status) => eq(imports.status, status));
  return db
    .select()
    .from(imports)
    .where(and(ofStatus, pageStart(imports.id, given)))
    .orderBy(newestFirst(imports.id))
    .limit(given.value('limit'));
});

export type ImportFilter = Pick<ImportListInput, 'status'>;

export async function listImports(
  tx: TenantTransaction,
  request: PageRequest,
  filter: ImportFilter,
): Promise<Page<ImportRecord>> {
  const rows = await page(tx, withNext({ ...request, ...filter }));
  return toPage(rows, request.limit, toImport);
}

/** A completed import of the same bytes with the same options: doing it again could not change anything. */
export async function findSameImport(
  tx: TenantTransaction,
  wanted: { id: string; sha256: string; options: ImportOptions },
): Promise<ImportRecord | null> {
  const [row] = await tx
    .select()
    .from(imports)
    .where(
      and(
        eq(imports.sha256, wanted.sha256),
        eq(imports.status, 'completed'),
        ne(imports.id, wanted.id),
        sql`${imports.duplicateOf} is null`,
        sql`${imports.options} = ${JSON.stringify(wanted.options)}::jsonb`,
      ),
    )
    .orderBy(imports.id)
    .limit(1);
  return row ? toImport(row) : null;
}

/**
 * Queues again the completed imports that found some of their facts said already, where that may have been by the import
 * that is undone: they then say them themselves. Whatever they did say is passed over.
 */
export async function queueOverlapping(tx: TenantTransaction, undone: ImportRecord): Promise<number> {
  const { id, format, firstDate, lastDate } = undone;
  if (format === null || firstDate === null || lastDate === null) return 0;
  const rows = await tx
    .update(imports)
    .set({ status: 'queued', attempts: 0, finishedAt: null })
    .where(
      and(
        eq(imports.status, 'completed'),
        eq(imports.format, format),
        ne(imports.id, id),
        lte(imports.firstDate, lastDate),
        gte(imports.lastDate, firstDate),
        sql`${imports.duplicateOf} is null`,
        sql`${imports.factsChanged} < ${imports.facts}`,
      ),
    )
    .returning({ id: imports.id });
  return rows.length;
}

export type ImportChanges = Partial<
  Pick<
    Row,
    | 'status'
    | 'format'
    | 'sizeBytes'
    | 'receivedBytes'
    | 'sha256'
    | 'duplicateOf'
    | 'rowsRead'
    | 'rowsRefused'
    | 'facts'
    | 'factsChanged'
    | 'rowsPassedOver'
    | 'firstDate'
    | 'lastDate'
    | 'rowErrors'
    | 'question'
    | 'fault'
    | 'created'
    | 'subjects'
    | 'totals'
    | 'columns'
    | 'notes'
    | 'progress'
    | 'undoneAt'
    | 'undoneBy'
    | 'attempts'
    | 'finishedAt'
  >
>;

export async function updateImport(tx: TenantTransaction, id: string, changes: ImportChanges): Promise<ImportRecord> {
  const [row] = await tx.update(imports).set(changes).where(eq(imports.id, id)).returning();
  if (!row) throw new Error(`the import ${id} is gone`);
  return toImport(row);
}
