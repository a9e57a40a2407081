import type { BulkRefusal, BulkResult } from '@songtrackpro/contracts';
import type { Context } from './context.ts';

type Why = Pick<BulkRefusal, 'code' | 'version'>;

const notFound: Why = { code: 'not_found', version: null };
export const conflict: Why = { code: 'conflict', version: null };

/** What a bulk call answers: rows that it changed, and the others by their place, so that no foreign id is repeated. */
export function bulkResult(
  ids: readonly string[],
  changed: readonly string[],
  whyNot: (id: string) => Why | undefined = () => undefined,
): BulkResult {
  const isChanged = new Set(changed);
  const refused = ids.flatMap((id, index) => (isChanged.has(id) ? [] : [{ index, ...(whyNot(id) ?? notFound) }]));
  return { changed: [...changed], refused };
}

/** A call whose rows were all refused has an entry as well: that it was made, and changed nothing. */
export function auditNone(ctx: Pick<Context, 'audit' | 'organizationId'>): void {
  ctx.audit({ resource: { kind: 'organization', id: ctx.organizationId }, before: null, after: null });
}

interface Mark {
  id: string;
  mark: string;
}

/** One entry for each row whose mark of deletion a bulk call set or took away. */
export function auditMarks(ctx: Context, kind: string, rows: readonly Mark[], done: 'deleted' | 'restored'): void {
  for (const { id, mark } of rows) {
    const [present, deleted] = [{ deletedAt: null }, { deletedAt: new Date(mark).toISOString() }];
    const [before, after] = done === 'deleted' ? [present, deleted] : [deleted, present];
    ctx.audit({ resource: { kind, id }, before, after });
  }
  if (rows.length === 0) auditNone(ctx);
}
