import { createHash } from 'node:crypto';
import type { ImportColumns, ImportMapping } from '@songtrackpro/contracts';
import { and, eq, sql } from 'drizzle-orm';
import { isoInstant } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { newestFirst, type Page, type PageRequest, pageStart, toPage, withNext } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { importMappings } from './tables.ts';

type Row = typeof importMappings.$inferSelect;

const hashOf = (headers: readonly string[]) => createHash('sha256').update(JSON.stringify(headers)).digest('hex');

function toMapping({ id, headers, columns, createdAt, updatedAt }: Row): ImportMapping {
  return { id, headers, columns, createdAt: isoInstant(createdAt), updatedAt: isoInstant(updatedAt) };
}

const page = compiledRead((db, given: Given<PageRequest>) =>
  db
    .select()
    .from(importMappings)
    .where(and(pageStart(importMappings.id, given)))
    .orderBy(newestFirst(importMappings.id))
    .limit(given.value('limit')),
);

export async function listImportMappings(tx: TenantTransaction, request: PageRequest): Promise<Page<ImportMapping>> {
  return toPage(await page(tx, withNext(request)), request.limit, toMapping);
}

export async function findImportMapping(tx: TenantTransaction, id: string): Promise<ImportMapping | null> {
  const [row] = await tx.select().from(importMappings).where(eq(importMappings.id, id));
  return row ? toMapping(row) : null;
}

/** The mapping that was saved for exactly this header. */
export async function findMappingOf(tx: TenantTransaction, headers: readonly string[]): Promise<ImportMapping | null> {
  const [row] = await tx
    .select()
    .from(importMappings)
    .where(eq(importMappings.headerHash, hashOf(headers)));
  return row ? toMapping(row) : null;
}

/** Keeps what the columns of a header mean; the newest meaning takes the place of an older one. */
export async function saveMapping(
  tx: TenantTransaction,
  organizationId: string,
  headers: readonly string[],
  columns: ImportColumns,
): Promise<void> {
  await tx
    .insert(importMappings)
    .values({ organizationId, headerHash: hashOf(headers), headers: [...headers], columns })
    .onConflictDoUpdate({
      target: [importMappings.organizationId, importMappings.headerHash],
      set: { columns: sql`excluded.columns` },
    });
}
