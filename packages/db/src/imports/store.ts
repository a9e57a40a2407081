import type { Import, ImportOptions } from '@songtrackpro/contracts';
import { and, eq, ne, sql } from 'drizzle-orm';
import { isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { rethrowConstraint } from '../core/errors.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { imports } from './tables.ts';

type Row = typeof imports.$inferSelect;

/** An import as stored, with what only the server needs. */
export interface ImportRecord extends Omit<Import, 'contentPath'> {
  organizationId: string;
  /** The person who began it; null where a key did. */
  createdBy: string | null;
  options: ImportOptions;
  attempts: number;
  /** Differs after each change of the record: its moment in microseconds. */
  revision: string;
}

function toImport(row: Row): ImportRecord {
  const { apiKeyId: _, updatedAt, rowsRead, rowsRefused, facts, factsChanged, rowErrors, ...rest } = row;
  return {
    ...rest,
    rows: { read: rowsRead, refused: rowsRefused, facts, changed: factsChanged },
    errors: rowErrors,
    createdAt: isoInstant(row.createdAt),
    revision: updatedAt,
    finishedAt: isoInstantOrNull(row.finishedAt),
  };
}

export type NewImportRow = Pick<Row, 'organizationId' | 'apiKeyId' | 'createdBy' | 'fileName' | 'options'>;

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
    | 'firstDate'
    | 'lastDate'
    | 'rowErrors'
    | 'question'
    | 'fault'
    | 'created'
    | 'subjects'
    | 'attempts'
    | 'finishedAt'
  >
>;

export async function updateImport(tx: TenantTransaction, id: string, changes: ImportChanges): Promise<ImportRecord> {
  const [row] = await tx.update(imports).set(changes).where(eq(imports.id, id)).returning();
  if (!row) throw new Error(`the import ${id} is gone`);
  return toImport(row);
}
