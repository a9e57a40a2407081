import { and, eq, type SQL, sql } from 'drizzle-orm';
import { isoInstant } from '../core/columns.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { duplicateDismissals } from './dismissal-tables.ts';
import type { MergeKind } from './merges.ts';

/** Two ids in any order. */
export type Pair = readonly [string, string];

/** Ids in the order in which a pair is stored; of one spelling, for text sorts by it. */
function ordered([a, b]: Pair): [string, string] {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  return one < other ? [one, other] : [other, one];
}

function isPair(kind: MergeKind, pair: Pair): SQL | undefined {
  const [first, second] = ordered(pair);
  const { firstArtistId, secondArtistId, firstTrackId, secondTrackId } = duplicateDismissals;
  return kind === 'track'
    ? and(eq(firstTrackId, first), eq(secondTrackId, second))
    : and(eq(firstArtistId, first), eq(secondArtistId, second));
}

/** When the pair was dismissed; null where it is not. */
export async function findDismissal(tx: TenantTransaction, kind: MergeKind, pair: Pair): Promise<string | null> {
  const [row] = await tx
    .select({ at: duplicateDismissals.createdAt })
    .from(duplicateDismissals)
    .where(isPair(kind, pair));
  return row ? isoInstant(row.at) : null;
}

/** Keeps that a pair is none; one that is kept already stays as it is. */
export async function insertDismissal(
  tx: TenantTransaction,
  { organizationId, kind, pair, at }: { organizationId: string; kind: MergeKind; pair: Pair; at: Date },
): Promise<void> {
  const [first, second] = ordered(pair);
  const ids =
    kind === 'track'
      ? { firstTrackId: first, secondTrackId: second }
      : { firstArtistId: first, secondArtistId: second };
  await tx
    .insert(duplicateDismissals)
    .values({ organizationId, ...ids, createdAt: at.toISOString() })
    .onConflictDoNothing();
}

export async function deleteDismissal(tx: TenantTransaction, kind: MergeKind, pair: Pair): Promise<void> {
  await tx.delete(duplicateDismissals).where(isPair(kind, pair));
}

/** Whether the pair `a` and `b` of a statement, the smaller id first, was dismissed. */
export const wasDismissed = (kind: MergeKind): SQL =>
  kind === 'track'
    ? sql`exists (select from ${duplicateDismissals} d where d.first_track_id = a and d.second_track_id = b)`
    : sql`exists (select from ${duplicateDismissals} d where d.first_artist_id = a and d.second_artist_id = b)`;
