import { sql } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';
import type { MergeKind } from './merges.ts';

/** Merges that held at a moment; at present those that were not undone. */
const heldAt = (asOf: Date | null) => {
  if (asOf === null) return sql`m.undone_at is null`;
  const moment = sql`${asOf.toISOString()}::timestamptz`;
  return sql`m.merged_at <= ${moment} and (m.undone_at is null or m.undone_at > ${moment})`;
};

const columnsOf = (kind: MergeKind) => ({
  from: sql.raw(`m.from_${kind}_id`),
  into: sql.raw(`m.into_${kind}_id`),
});

/**
 * All that an artist or track consisted of at a moment: itself, and what was merged into it, directly or through others.
 * The nearest come first, and of equally near ones those that were merged first.
 */
export async function findMergedParts(
  tx: TenantTransaction,
  kind: MergeKind,
  id: string,
  asOf: Date | null,
): Promise<string[]> {
  const { from, into } = columnsOf(kind);
  const rows = await tx.execute<{ id: string }>(sql`
    with recursive parts (id, depth, since) as (
      select ${id}::uuid, 0, '-infinity'::timestamptz
      union all
      select ${from}, parts.depth + 1, m.merged_at
      from parts join catalogue_merges m on ${into} = parts.id and ${heldAt(asOf)}
    )
    select id from parts order by depth, since, id`);
  return rows.map((row) => row.id);
}

/** Into what each of these had been merged at a moment, in the end; itself where it had not been. */
export async function findMergeEnds(
  tx: TenantTransaction,
  kind: MergeKind,
  ids: readonly string[],
  asOf: Date | null,
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { from, into } = columnsOf(kind);
  const rows = await tx.execute<{ start: string; id: string }>(sql`
    with recursive up (start, id, depth) as (
      select given, given, 0 from unnest(${`{${ids.join()}}`}::uuid[]) as given
      union all
      select up.start, ${into}, up.depth + 1
      from up join catalogue_merges m on ${from} = up.id and ${heldAt(asOf)}
    )
    select distinct on (start) start, id from up order by start, depth desc`);
  return new Map(rows.map(({ start, id }) => [start, id]));
}
