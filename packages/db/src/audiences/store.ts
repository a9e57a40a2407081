import type { AudienceCriteria, CriterionList } from '@songtrackpro/contracts';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { rethrowConstraint } from '../core/errors.ts';
import { newestFirst, type Page, type PageRequest, pageStart, toPage, withNext } from '../core/page.ts';
import { markDeleted, unmarkDeleted } from '../core/soft-delete.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { audiences } from './tables.ts';

export type AudienceRow = Omit<typeof audiences.$inferSelect, 'organizationId' | 'deletedAt'>;

export interface NewAudienceRow {
  organizationId: string;
  name: string;
  criteria: AudienceCriteria;
  createdBy?: string | null;
}

function toAudience({ organizationId: _, deletedAt: __, ...row }: typeof audiences.$inferSelect): AudienceRow {
  return row;
}

const present = isNull(audiences.deletedAt);
const byId = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select()
    .from(audiences)
    .where(and(eq(audiences.id, given.value('id')), present)),
);
const page = compiledRead((db, given: Given<PageRequest>) =>
  db
    .select()
    .from(audiences)
    .where(and(present, pageStart(audiences.id, given)))
    .orderBy(newestFirst(audiences.id))
    .limit(given.value('limit')),
);

export async function insertAudience(tx: TenantTransaction, input: NewAudienceRow): Promise<AudienceRow> {
  const [row] = await tx.insert(audiences).values(input).returning().catch(rethrowConstraint);
  if (!row) throw new Error('insert returned no row');
  return toAudience(row);
}

export async function findAudience(tx: TenantTransaction, id: string): Promise<AudienceRow | null> {
  const [row] = await byId(tx, { id });
  return row ? toAudience(row) : null;
}

export async function listAudiences(tx: TenantTransaction, request: PageRequest): Promise<Page<AudienceRow>> {
  const rows = await page(tx, withNext(request));
  return toPage(rows, request.limit, toAudience);
}

/** Audiences whose criteria name this value in a list of this kind, at any depth. */
export async function findAudiencesByCriterion(
  tx: TenantTransaction,
  list: CriterionList,
  value: string,
): Promise<AudienceRow[]> {
  const found = sql`(select find_audiences_by_criterion(${list}, ${value}))`;
  const rows = await tx.select().from(audiences).where(inArray(audiences.id, found)).orderBy(newestFirst(audiences.id));
  return rows.map(toAudience);
}

export const deleteAudience = async (tx: TenantTransaction, id: string): Promise<boolean> =>
  (await markDeleted(tx, audiences, id)) !== null;

export const restoreAudience = async (tx: TenantTransaction, id: string): Promise<boolean> =>
  (await unmarkDeleted(tx, audiences, id)) !== null;
