import type { BulkRefusal, contract, Track } from '@songtrackpro/contracts';
import {
  findArtists,
  findTracks,
  insertTracks,
  deleteTracks as markDeleted,
  updateTracks as writeTracks,
} from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { uuidV7 } from '../core/uuid-v7.ts';
import { changeTrack } from './change-track.ts';
import { newTrackRow } from './new-track.ts';

/** Rows that were not changed, by their place: gone, or changed by somebody else. */
function refusals(
  ids: readonly string[],
  changed: ReadonlySet<string>,
  known: ReadonlyMap<string, Track>,
): BulkRefusal[] {
  return ids.flatMap((id, index): BulkRefusal[] => {
    if (changed.has(id)) return [];
    const version = known.get(id)?.version;
    return [
      version === undefined ? { index, code: 'not_found', version: null } : { index, code: 'stale_version', version },
    ];
  });
}

/** A call whose rows were all refused has an entry as well: that it was made, and changed nothing. */
function auditNone(ctx: Context): void {
  ctx.audit({ resource: { kind: 'organization', id: ctx.organizationId }, before: null, after: null });
}

async function artistNames(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const artists = await findArtists(ctx.tx, [...new Set(ids)]);
  return new Map(artists.map(({ id, name }) => [id, name]));
}

async function assertArtists(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const names = await artistNames(ctx, ids);
  const id = ids.find((one) => !names.has(one));
  if (id === undefined) return names;
  throw new AppError('not_found', { message: 'There is no such artist.', details: { entity: 'artist', id } });
}

export const createTracks: Verb<typeof contract.tracks.createMany> = async (ctx, input) => {
  const names = await assertArtists(
    ctx,
    input.tracks.map(({ artistId }) => artistId),
  );
  // Ids of version 7 sort by time: in this order the list shows the tracks as they were given.
  const ids = input.tracks.map(() => uuidV7(ctx.now)).sort();
  const rows = input.tracks.map((track, index) => {
    const row = newTrackRow(track);
    // Left to the database, the credit would be looked up row by row.
    return { ...row, artist: row.artist ?? names.get(row.artistId) ?? null, id: ids[index] ?? '' };
  });
  await insertTracks(ctx.tx, ctx.organizationId, rows, 'manual');
  for (const row of rows) ctx.audit({ resource: { kind: 'track', id: row.id }, before: null, after: row });
  return { created: ids };
};

export const updateTracks: Verb<typeof contract.tracks.updateMany> = async (ctx, input) => {
  const found = await findTracks(
    ctx.tx,
    input.tracks.map(({ id }) => id),
  );
  const known = new Map(found.map((track) => [track.id, track]));
  await assertArtists(
    ctx,
    input.tracks.flatMap(({ artistId }) => artistId ?? []),
  );
  const oldNames = await artistNames(
    ctx,
    found.map(({ artistId }) => artistId),
  );
  const wanted = input.tracks.flatMap((change) => {
    const before = known.get(change.id);
    const name = before && oldNames.get(before.artistId);
    return before ? [changeTrack(before, change, name === undefined ? null : { name })] : [];
  });
  const changed = await writeTracks(ctx.tx, wanted);
  const isChanged = new Set(changed);
  for (const after of wanted) {
    if (!isChanged.has(after.id)) continue;
    ctx.audit({ resource: { kind: 'track', id: after.id }, before: known.get(after.id) ?? null, after });
  }
  if (changed.length === 0) auditNone(ctx);
  const ids = input.tracks.map(({ id }) => id);
  return { changed, refused: refusals(ids, isChanged, known) };
};

export const deleteTracks: Verb<typeof contract.tracks.deleteMany> = async (ctx, { ids }) => {
  const known = new Map((await findTracks(ctx.tx, ids)).map((track) => [track.id, track]));
  const changed = await markDeleted(ctx.tx, ids);
  const isChanged = new Set(changed);
  for (const id of changed) {
    const before = known.get(id) ?? null;
    ctx.audit({ resource: { kind: 'track', id }, before, after: { ...before, deletedAt: ctx.now.toISOString() } });
  }
  if (changed.length === 0) auditNone(ctx);
  return { changed, refused: refusals(ids, isChanged, new Map()) };
};
