import type { Track } from '@songtrackpro/contracts';
import { eq, sql } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';
import { toTrack } from './store.ts';
import { tracks } from './tables.ts';

export interface FoundTrack {
  track: Track;
  /** How well title and artist match, up to 1; the best comes first. */
  score: number;
}

/** Most tracks that one search answers. */
export const searchLimit = 100;

/**
 * The organization's tracks whose title and artist are like the text, best first. Typing errors, accents and case don't
 * matter. The function reads below the row policies, because trigram operators may not use an index under them, and
 * filters by the transaction's organization itself; the rows come through the policies again.
 */
export async function searchTracks(tx: TenantTransaction, text: string, limit: number): Promise<FoundTrack[]> {
  const found = sql`search_tracks(${text}, ${Math.min(limit, searchLimit)}) with ordinality as found (id, score, place)`;
  const rows = await tx
    .select({ track: tracks, score: sql<number>`found.score` })
    .from(tracks)
    .innerJoin(found, eq(tracks.id, sql`found.id`))
    .orderBy(sql`found.place`);
  return rows.map((row) => ({ track: toTrack(row.track), score: row.score }));
}
