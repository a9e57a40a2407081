import { and, inArray, isNull } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';
import { tracks } from './tables.ts';

/** How long living tracks are, in milliseconds and null where it isn't known, by id; others are simply not there. */
export async function findTrackDurations(
  tx: TenantTransaction,
  ids: readonly string[],
): Promise<Map<string, number | null>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: tracks.id, durationMs: tracks.durationMs })
    .from(tracks)
    .where(and(inArray(tracks.id, [...ids]), isNull(tracks.deletedAt)));
  return new Map(rows.map(({ id, durationMs }) => [id, durationMs]));
}
