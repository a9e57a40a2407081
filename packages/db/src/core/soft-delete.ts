import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import { rethrowConstraint } from './errors.ts';
import type { TenantTransaction } from './tenant.ts';

/** A table whose rows are marked as deleted, hidden from then on, and removed for good by the purge. */
export type SoftDeletable = PgTable & { id: AnyPgColumn; deletedAt: AnyPgColumn };

const changed = sql<string>`to_json(deleted_at) #>> '{}'`;

async function setMark(
  tx: TenantTransaction,
  table: SoftDeletable,
  mark: SQL,
  where: SQL | undefined,
): Promise<string[]> {
  const rows = await tx
    .execute<{ mark: string | null }>(sql`
      with earlier as (select id, ${changed} as mark from ${table} where ${where} for update)
      update ${table} set deleted_at = ${mark} from earlier where ${table.id} = earlier.id
      returning coalesce(earlier.mark, to_json(${table.deletedAt}) #>> '{}') as mark`)
    .catch(rethrowConstraint);
  return rows.map((row) => row.mark ?? '');
}

/** Marks a row as deleted. Answers the mark, null when there is no such row or it was deleted before. */
export async function markDeleted(tx: TenantTransaction, table: SoftDeletable, id: string): Promise<string | null> {
  const [mark] = await setMark(tx, table, sql`now()`, and(eq(table.id, id), isNull(table.deletedAt)));
  return mark ?? null;
}

/** Marks all rows that hang on a deleted one with its mark, so that they come back with it. */
export async function markDependents(
  tx: TenantTransaction,
  table: SoftDeletable,
  where: SQL,
  mark: string,
): Promise<void> {
  await setMark(tx, table, sql`${mark}::timestamptz`, and(where, isNull(table.deletedAt)));
}

/**
 * Takes a deletion back. Answers the mark that the row had, null when there is no such row. Refused (ConstraintError)
 * where a living row has taken its unique name, code or id meanwhile.
 */
export async function unmarkDeleted(tx: TenantTransaction, table: SoftDeletable, id: string): Promise<string | null> {
  const [mark] = await setMark(tx, table, sql`null`, and(eq(table.id, id), isNotNull(table.deletedAt)));
  return mark ?? null;
}

/** Takes the deletion of those rows back that were deleted along with another one. */
export async function unmarkDependents(
  tx: TenantTransaction,
  table: SoftDeletable,
  where: SQL,
  mark: string,
): Promise<void> {
  await setMark(tx, table, sql`null`, and(where, sql`${table.deletedAt} = ${mark}::timestamptz`));
}
