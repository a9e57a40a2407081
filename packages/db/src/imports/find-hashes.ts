import { inArray } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';
import { imports } from './tables.ts';

/** SHA-256 of imported files, by import; those that aren't known or not seen are left out. */
export async function findImportHashes(tx: TenantTransaction, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: imports.id, sha256: imports.sha256 })
    .from(imports)
    .where(inArray(imports.id, [...ids]));
  return new Map(rows.flatMap(({ id, sha256 }) => (sha256 === null ? [] : [[id, sha256]])));
}
