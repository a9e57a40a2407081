import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { campaigns } from '../campaigns/tables.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import type { MergeKind } from './merges.ts';
import { tracks } from './tables.ts';

/** Rows to move: all that point to the one, or of some only those that still do. */
const pointing = (
  column: AnyPgColumn,
  id: AnyPgColumn,
  fromId: string,
  only: readonly string[] | null,
): SQL | undefined => and(eq(column, fromId), only === null ? undefined : inArray(id, [...only]));

/** Links campaigns of one artist or track to another, deleted campaigns as well; answers which were moved. */
export async function moveCampaigns(
  tx: TenantTransaction,
  kind: MergeKind,
  link: { fromId: string; intoId: string; only: readonly string[] | null },
): Promise<string[]> {
  if (link.only?.length === 0) return [];
  const column = kind === 'track' ? campaigns.trackId : campaigns.artistId;
  const change = kind === 'track' ? { trackId: link.intoId } : { artistId: link.intoId };
  const rows = await tx
    .update(campaigns)
    .set({ ...change, version: sql`${campaigns.version} + 1` })
    .where(pointing(column, campaigns.id, link.fromId, link.only))
    .returning({ id: campaigns.id });
  return rows.map(({ id }) => id);
}

/** Gives the tracks of one artist to another, deleted ones as well; their credits stay. Answers which were moved. */
export async function moveTracks(
  tx: TenantTransaction,
  link: { fromId: string; intoId: string; only: readonly string[] | null },
): Promise<string[]> {
  if (link.only?.length === 0) return [];
  const rows = await tx
    .update(tracks)
    .set({ artistId: link.intoId, version: sql`${tracks.version} + 1` })
    .where(pointing(tracks.artistId, tracks.id, link.fromId, link.only))
    .returning({ id: tracks.id });
  return rows.map(({ id }) => id);
}
