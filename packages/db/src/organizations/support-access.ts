import type { SupportAccess } from '@songtrackpro/contracts';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { newestFirst, type Page, type PageRequest, pageStart, toPage, withNext } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { supportAccesses } from './access-tables.ts';

export interface NewSupportAccess {
  organizationId: string;
  staffId: string;
  reason: string;
  minutes: number;
}

function toSupportAccess(row: typeof supportAccesses.$inferSelect): SupportAccess {
  const { id, staffId, reason, startsAt, expiresAt, endedAt } = row;
  return {
    id,
    staffId,
    reason,
    startsAt: isoInstant(startsAt),
    expiresAt: isoInstant(expiresAt),
    endedAt: isoInstantOrNull(endedAt),
  };
}

/** Opens an access from now on: by the database's clock, which also says when it is over. */
export async function insertSupportAccess(
  tx: TenantTransaction,
  { minutes, ...access }: NewSupportAccess,
): Promise<SupportAccess> {
  const expiresAt = sql`now() + ${minutes} * interval '1 minute'`;
  const [row] = await tx
    .insert(supportAccesses)
    .values({ ...access, expiresAt })
    .returning();
  if (!row) throw new Error('insert returned no row');
  return toSupportAccess(row);
}

const byId = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select()
    .from(supportAccesses)
    .where(eq(supportAccesses.id, given.value('id'))),
);
const page = compiledRead((db, given: Given<PageRequest>) =>
  db
    .select()
    .from(supportAccesses)
    .where(pageStart(supportAccesses.id, given))
    .orderBy(newestFirst(supportAccesses.id))
    .limit(given.value('limit')),
);

export async function findSupportAccess(tx: TenantTransaction, id: string): Promise<SupportAccess | null> {
  const [row] = await byId(tx, { id });
  return row ? toSupportAccess(row) : null;
}

export async function listSupportAccesses(tx: TenantTransaction, request: PageRequest): Promise<Page<SupportAccess>> {
  return toPage(await page(tx, withNext(request)), request.limit, toSupportAccess);
}

/** Ends an access that is not over yet; answers how it stands, null where there is none. */
export async function endSupportAccess(tx: TenantTransaction, id: string): Promise<SupportAccess | null> {
  await tx
    .update(supportAccesses)
    .set({ endedAt: sql`now()` })
    .where(and(eq(supportAccesses.id, id), isNull(supportAccesses.endedAt), sql`${supportAccesses.expiresAt} > now()`));
  return findSupportAccess(tx, id);
}
