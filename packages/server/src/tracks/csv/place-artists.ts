import type { TrackCsvFault } from '@songtrackpro/contracts';
import { findArtistsByNames, insertArtistsByName } from '@songtrackpro/db';
import type { Context } from '../../core/context.ts';
import type { PlacedRow } from './match-row.ts';
import type { TrackRow } from './read-row.ts';

interface Placed {
  rows: PlacedRow[];
  refused: { line: number; faults: TrackCsvFault[] }[];
  created: number;
}

/**
 * Finds the artist of each row by name and makes those who are missing, where the caller may make artists. A row with a
 * track's id names no new artist: it could be one who was renamed since.
 */
export async function placeArtists(ctx: Context, rows: readonly TrackRow[]): Promise<Placed> {
  const names = new Set(rows.flatMap(({ artistName }) => artistName ?? []));
  const known = await findArtistsByNames(ctx.tx, [...names]);
  const wanted = new Set(
    rows.flatMap(({ id, artistName }) => (id === undefined && artistName !== undefined ? [artistName] : [])),
  );
  const unknown = [...wanted].filter((name) => !known.has(name));
  const mayCreate = ctx.permissions.has('artists:write');
  const created = mayCreate ? await insertArtistsByName(ctx.tx, ctx.organizationId, unknown) : [];
  for (const artist of created) {
    known.set(artist.name, artist);
    ctx.audit({ resource: { kind: 'artist', id: artist.id }, before: null, after: artist });
  }
  const placed: Placed = { rows: [], refused: [], created: created.length };
  for (const row of rows) {
    const artist = known.get(row.artistName ?? '');
    if (artist || row.id !== undefined) placed.rows.push({ ...row, artistId: artist?.id ?? null });
    else {
      const message = 'is no artist of this organization, and making one needs the permission artists:write';
      placed.refused.push({ line: row.line, faults: [{ column: 'artist', message }] });
    }
  }
  return placed;
}
