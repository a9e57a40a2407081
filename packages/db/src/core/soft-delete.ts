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

/** A row that was brought back, with the mark that it had. */
export interface Unmarked {
  id: string;
  mark: string;
}

const anyOf = (table: SoftDeletable, ids: readonly string[]) => sql`${table.id} = any (${sql.param([...ids])}::uuid[])`;

/** Marks many rows as deleted; answers those that were there. All get one mark. */
export async function markManyDeleted(
  tx: TenantTransaction,
  table: SoftDeletable,
  ids: readonly string[],
): Promise<Unmarked[]> {
  const rows = await tx.execute<{ id: string; mark: string }>(sql`
    with held as (select id from ${table} where ${anyOf(table, ids)} and deleted_at is null order by id for update)
    update ${table} set deleted_at = now() from held where ${table.id} = held.id
    returning held.id, to_json(${table.deletedAt}) #>> '{}' as mark`);
  return rows.map(({ id, mark }) => ({ id, mark }));
}

/**
 * Takes the deletion of many rows back; answers those that were deleted. All or none: refused (ConstraintError) where a
 * living row has taken the unique name, code or id of one.
 */
export async function unmarkManyDeleted(
  tx: TenantTransaction,
  table: SoftDeletable,
  ids: readonly string[],
): Promise<Unmarked[]> {
  const rows = await tx
    .execute<{ id: string; mark: string }>(sql`
      with held as (
        select id, ${changed} as mark from ${table}
        where ${anyOf(table, ids)} and deleted_at is not null order by id for update)
      update ${table} set deleted_at = null from held where ${table.id} = held.id
      returning held.id, held.mark`)
    .catch(rethrowConstraint);
  return rows.map(({ id, mark }) => ({ id, mark }));
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

/** Marks go as text: the driver would make dates of them, which lack the microseconds. */
const marks = (owners: readonly Unmarked[]): SQL => sql`unnest(
    ${sql.param(owners.map(({ id }) => id))}::uuid[],
    ${sql.param(owners.map(({ mark }) => mark))}::text[]) as owner (id, mark)`;

/** Marks all rows that hang on one of many deleted ones, by its column, with the mark of that one. */
export async function markDependentsOfMany(
  tx: TenantTransaction,
  table: SoftDeletable,
  on: AnyPgColumn,
  owners: readonly Unmarked[],
): Promise<void> {
  await tx.execute(sql`
    update ${table} set deleted_at = owner.mark::timestamptz from ${marks(owners)}
    where ${on} = owner.id and ${table.deletedAt} is null`);
}

/** Takes the deletion of those rows back that were deleted along with one of many others. */
export async function unmarkDependentsOfMany(
  tx: TenantTransaction,
  table: SoftDeletable,
  on: AnyPgColumn,
  owners: readonly Unmarked[],
): Promise<void> {
  await tx
    .execute(sql`
      update ${table} set deleted_at = null from ${marks(owners)}
      where ${on} = owner.id and ${table.deletedAt} = owner.mark::timestamptz`)
    .catch(rethrowConstraint);
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
