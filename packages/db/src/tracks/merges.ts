import { and, desc, eq, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { artists } from '../artists/tables.ts';
import { isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { rethrowConstraint } from '../core/errors.ts';
import { newestFirst, type Page, type PageRequest, toPage } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { catalogueMerges, type FilledFields } from './merge-tables.ts';
import { tracks } from './tables.ts';

export type MergeKind = 'artist' | 'track';

/** One of two that were taken for different ones, merged away into the other. */
export interface MergeRecord {
  id: string;
  kind: MergeKind;
  fromId: string;
  intoId: string;
  mergedAt: string;
  undoneAt: string | null;
  movedCampaignIds: string[];
  movedTrackIds: string[];
  filled: FilledFields;
}

export type NewMerge = Omit<MergeRecord, 'id' | 'undoneAt'> & { organizationId: string };

function toMerge(row: typeof catalogueMerges.$inferSelect): MergeRecord {
  const kind = row.fromTrackId === null ? 'artist' : 'track';
  return {
    id: row.id,
    kind,
    fromId: row.fromTrackId ?? row.fromArtistId ?? '',
    intoId: row.intoTrackId ?? row.intoArtistId ?? '',
    mergedAt: isoInstant(row.mergedAt),
    undoneAt: isoInstantOrNull(row.undoneAt),
    movedCampaignIds: row.movedCampaignIds,
    movedTrackIds: row.movedTrackIds,
    filled: row.filled,
  };
}

const ofKind = (kind: MergeKind): SQL =>
  kind === 'track' ? isNotNull(catalogueMerges.fromTrackId) : isNotNull(catalogueMerges.fromArtistId);

export async function insertMerge(tx: TenantTransaction, merge: NewMerge): Promise<MergeRecord> {
  const { kind, fromId, intoId, ...rest } = merge;
  const pair =
    kind === 'track' ? { fromTrackId: fromId, intoTrackId: intoId } : { fromArtistId: fromId, intoArtistId: intoId };
  const [row] = await tx
    .insert(catalogueMerges)
    .values({ ...rest, ...pair })
    .returning()
    .catch(rethrowConstraint);
  if (!row) throw new Error('insert returned no row');
  return toMerge(row);
}

export async function findMerge(tx: TenantTransaction, kind: MergeKind, id: string): Promise<MergeRecord | null> {
  const [row] = await tx
    .select()
    .from(catalogueMerges)
    .where(and(eq(catalogueMerges.id, id), ofKind(kind)));
  return row ? toMerge(row) : null;
}

/** The merge by which this one is merged away at present. */
export async function findMergeOf(tx: TenantTransaction, kind: MergeKind, fromId: string): Promise<MergeRecord | null> {
  const from = kind === 'track' ? catalogueMerges.fromTrackId : catalogueMerges.fromArtistId;
  const [row] = await tx
    .select()
    .from(catalogueMerges)
    .where(and(eq(from, fromId), isNull(catalogueMerges.undoneAt)));
  return row ? toMerge(row) : null;
}

export async function setMergeUndone(tx: TenantTransaction, id: string, at: Date): Promise<void> {
  // A clock that went back must not put the end before the beginning.
  const undoneAt = sql`greatest(${at.toISOString()}::timestamptz, ${catalogueMerges.mergedAt})`;
  await tx.update(catalogueMerges).set({ undoneAt }).where(eq(catalogueMerges.id, id));
}

export async function listMerges(
  tx: TenantTransaction,
  kind: MergeKind,
  request: PageRequest,
): Promise<Page<MergeRecord>> {
  const rows = await tx
    .select()
    .from(catalogueMerges)
    .where(and(ofKind(kind), request.after === null ? undefined : lt(catalogueMerges.id, request.after)))
    .orderBy(newestFirst(catalogueMerges.id))
    .limit(request.limit + 1);
  return toPage(rows, request.limit, toMerge);
}

const tableOf = (kind: MergeKind) => (kind === 'track' ? tracks : artists);

/** Marks one as merged into another: deleted, and passed over by the purge. */
export async function markMerged(tx: TenantTransaction, kind: MergeKind, id: string, intoId: string): Promise<void> {
  const table = tableOf(kind);
  await tx
    .update(table)
    .set({ deletedAt: sql`now()`, mergedInto: intoId, version: sql`${table.version} + 1` })
    .where(eq(table.id, id));
}

/** Takes that back; refused (ConstraintError) where a living row has taken one of its ids meanwhile. */
export async function unmarkMerged(tx: TenantTransaction, kind: MergeKind, id: string): Promise<void> {
  const table = tableOf(kind);
  await tx
    .update(table)
    .set({ deletedAt: null, mergedInto: null, version: sql`${table.version} + 1` })
    .where(eq(table.id, id))
    .catch(rethrowConstraint);
}

/** Newest first, for looking back from the present: merges of a kind that moved the campaign. */
export async function findCampaignMoves(
  tx: TenantTransaction,
  kind: MergeKind,
  campaignId: string,
): Promise<MergeRecord[]> {
  const rows = await tx
    .select()
    .from(catalogueMerges)
    .where(and(ofKind(kind), sql`${campaignId}::uuid = any (${catalogueMerges.movedCampaignIds})`))
    .orderBy(desc(catalogueMerges.mergedAt));
  return rows.map(toMerge);
}
