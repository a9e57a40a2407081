import type { Artist, Track, TrackCsvRow } from '@songtrackpro/contracts';
import {
  type BulkTrack,
  findArtists,
  findKnownTracks,
  insertTracks,
  type RewrittenTrack,
  updateTracks,
} from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Context } from '../../core/context.ts';
import { presentFields } from '../../core/present-fields.ts';
import { uuidV7 } from '../../core/uuid-v7.ts';
import { changeTrack } from '../change-track.ts';
import { newTrackRow } from '../new-track.ts';
import { KnownTracks, marksOf, type PlacedRow, signsOf } from './match-row.ts';

const done = (line: number, status: 'created' | 'updated' | 'unchanged', trackId: string): TrackCsvRow => ({
  line,
  status,
  trackId,
  faults: [],
});

/** Whether the track would be another one afterwards; the version is not part of what it is. */
const differs = (before: Track, after: RewrittenTrack): boolean =>
  JSON.stringify(Object.entries(before).sort()) !== JSON.stringify(Object.entries(after).sort());

/** A known track as the row leaves it. Its artist stays where the row names an artist of the same name. */
function rewrite(track: Track, row: PlacedRow, artists: ReadonlyMap<string, Artist>): RewrittenTrack {
  const artist = artists.get(track.artistId) ?? null;
  const moves = row.artistId !== null && row.artistName !== artist?.name;
  const fields = presentFields(row.fields);
  const change = { id: track.id, version: track.version, ...fields, ...(moves && { artistId: row.artistId ?? '' }) };
  return changeTrack(track, change, artist);
}

/** Writes the rows that are about different tracks, and answers those that wait because an earlier one is about theirs. */
async function writeWave(ctx: Context, rows: readonly PlacedRow[], results: TrackCsvRow[]): Promise<PlacedRow[]> {
  const found = await findKnownTracks(ctx.tx, signsOf(rows));
  const known = new KnownTracks(found);
  const artistIds = new Set(found.map(({ artistId }) => artistId));
  const artists = new Map((await findArtists(ctx.tx, [...artistIds])).map((artist) => [artist.id, artist]));
  const taken = new Set<string>();
  const waiting: PlacedRow[] = [];
  const created: { line: number; track: BulkTrack & { id: string } }[] = [];
  const updated: { line: number; before: Track; after: RewrittenTrack }[] = [];
  for (const row of rows) {
    const match = known.match(row);
    const marks = marksOf(row, 'track' in match ? match.track : null);
    if (marks.some((mark) => taken.has(mark))) {
      waiting.push(row);
      continue;
    }
    for (const mark of marks) taken.add(mark);
    const { line, fields, artistId } = row;
    if ('fault' in match) results.push({ line, status: 'refused', trackId: null, faults: [match.fault] });
    else if (match.track) {
      const after = rewrite(match.track, row, artists);
      if (differs(match.track, after)) updated.push({ line, before: match.track, after });
      else results.push(done(line, 'unchanged', match.track.id));
    } else {
      const track = newTrackRow({ ...presentFields(fields), title: fields.title ?? '', artistId: artistId ?? '' });
      // Left to the database, the credit would be looked up row by row.
      created.push({ line, track: { ...track, artist: fields.artist ?? row.artistName ?? null, id: '' } });
    }
  }
  await writeUpdates(ctx, updated);
  for (const { line, after } of updated) results.push(done(line, 'updated', after.id));
  const ids = created.map(() => uuidV7(ctx.now)).sort();
  const tracks = created.map(({ track }, index) => ({ ...track, id: ids[index] ?? '' }));
  await insertTracks(ctx.tx, ctx.organizationId, tracks, 'import');
  for (const [index, track] of tracks.entries()) {
    ctx.audit({ resource: { kind: 'track', id: track.id }, before: null, after: track });
    results.push(done(created[index]?.line ?? 0, 'created', track.id));
  }
  return waiting;
}

async function writeUpdates(ctx: Context, updated: readonly { before: Track; after: RewrittenTrack }[]): Promise<void> {
  const changed = await updateTracks(
    ctx.tx,
    updated.map(({ after }) => after),
  );
  // Read and written in one transaction: only another writer in between can have moved a version.
  if (changed.length !== updated.length) {
    throw new AppError('conflict', {
      message: 'Somebody changed a track of this part meanwhile. Send the part again.',
    });
  }
  for (const { before, after } of updated) ctx.audit({ resource: { kind: 'track', id: after.id }, before, after });
}

/** Writes rows in their order: one that is about the same track as an earlier one is written after it. */
export async function writeRows(ctx: Context, rows: readonly PlacedRow[]): Promise<TrackCsvRow[]> {
  const results: TrackCsvRow[] = [];
  for (let open = rows; open.length > 0; ) open = await writeWave(ctx, open, results);
  return results;
}
