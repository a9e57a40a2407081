import type { Audience, AudienceSize, CriterionList } from '@songtrackpro/contracts';
import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { rethrowConstraint } from '../core/errors.ts';
import { newestFirst } from '../core/page.ts';
import { markDeleted, type Unmarked, unmarkDeleted, unmarkManyDeleted } from '../core/soft-delete.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { audiences } from './tables.ts';

type Row = typeof audiences.$inferSelect;
type NewRow = typeof audiences.$inferInsert;

export type NewAudienceRow = Pick<NewRow, 'organizationId' | 'name'> &
  Partial<Pick<NewRow, 'kind' | 'criteria' | 'adAccountId' | 'externalId' | 'people' | 'peopleAsOf' | 'createdBy'>>;

/** What was stated of the size; of a list, else, what follows from it: nobody knows how many the platform will find. */
function sizeOf(row: Row): AudienceSize | null {
  const { sizeLower, sizeUpper, sizeSource, sizeAsOf, people, peopleAsOf } = row;
  if (sizeLower !== null && sizeUpper !== null && sizeAsOf !== null)
    return { lower: sizeLower, upper: sizeUpper, source: sizeSource ?? 'unknown', asOf: isoInstant(sizeAsOf) };
  if (people === null || peopleAsOf === null) return null;
  return { lower: 0, upper: people, source: 'list', asOf: isoInstant(peopleAsOf) };
}

export function toAudience(row: Row): Audience {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    criteria: row.kind === 'custom' ? row.criteria.root : null,
    people: row.people,
    size: sizeOf(row),
    adAccountId: row.adAccountId,
    externalId: row.externalId,
    syncedAt: isoInstantOrNull(row.syncedAt),
    version: row.version,
    createdAt: isoInstant(row.createdAt),
    updatedAt: isoInstant(row.updatedAt),
    deletedAt: isoInstantOrNull(row.deletedAt),
  };
}

const present = isNull(audiences.deletedAt);
const byId = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select()
    .from(audiences)
    .where(and(eq(audiences.id, given.value('id')), present)),
);
const byIdDeleted = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select()
    .from(audiences)
    .where(and(eq(audiences.id, given.value('id')), isNotNull(audiences.deletedAt))),
);
const byIdForUpdate = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select()
    .from(audiences)
    .where(and(eq(audiences.id, given.value('id')), present))
    .for('update'),
);

export async function insertAudience(tx: TenantTransaction, input: NewAudienceRow): Promise<Audience> {
  const [row] = await tx.insert(audiences).values(input).returning().catch(rethrowConstraint);
  if (!row) throw new Error('insert returned no row');
  return toAudience(row);
}

export async function findAudience(
  tx: TenantTransaction,
  id: string,
  options: { forUpdate?: boolean } = {},
): Promise<Audience | null> {
  const [row] = await (options.forUpdate ? byIdForUpdate : byId)(tx, { id });
  return row ? toAudience(row) : null;
}

/** An audience that was deleted and can still be restored. */
export async function findDeletedAudience(tx: TenantTransaction, id: string): Promise<Audience | null> {
  const [row] = await byIdDeleted(tx, { id });
  return row ? toAudience(row) : null;
}

/** Audiences whose criteria name this value in a list of this kind, at any depth. */
export async function findAudiencesByCriterion(
  tx: TenantTransaction,
  list: CriterionList,
  value: string,
): Promise<Audience[]> {
  const found = sql`(select find_audiences_by_criterion(${list}, ${value}))`;
  const rows = await tx.select().from(audiences).where(inArray(audiences.id, found)).orderBy(newestFirst(audiences.id));
  return rows.map(toAudience);
}

export type AudienceChanges = Partial<
  Pick<NewRow, 'name' | 'criteria' | 'adAccountId' | 'sizeLower' | 'sizeUpper' | 'sizeSource' | 'sizeAsOf'>
>;

/** Changes an audience if it still has the version that was read; null when it has not. */
export async function updateAudience(
  tx: TenantTransaction,
  id: string,
  readVersion: number,
  changes: AudienceChanges,
): Promise<Audience | null> {
  const [row] = await tx
    .update(audiences)
    .set({ ...changes, version: sql`${audiences.version} + 1` })
    .where(and(eq(audiences.id, id), eq(audiences.version, readVersion), present))
    .returning()
    .catch(rethrowConstraint);
  return row ? toAudience(row) : null;
}

export const deleteAudience = async (tx: TenantTransaction, id: string): Promise<boolean> =>
  (await markDeleted(tx, audiences, id)) !== null;

export const restoreAudience = async (tx: TenantTransaction, id: string): Promise<boolean> =>
  (await unmarkDeleted(tx, audiences, id)) !== null;

/** Answers those that were deleted. */
export const restoreAudiences = (tx: TenantTransaction, ids: readonly string[]): Promise<Unmarked[]> =>
  unmarkManyDeleted(tx, audiences, ids);
