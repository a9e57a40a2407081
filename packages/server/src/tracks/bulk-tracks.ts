import type { contract } from '@songtrackpro/contracts';
import {
  findArtists,
  findTracks,
  insertTracks,
  deleteTracks as markDeleted,
  restoreTracks as unmarkDeleted,
  updateTracks as writeTracks,
} from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import { auditMarks, auditNone, bulkResult, conflict } from '../core/bulk.ts';
import type { Context } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { uuidV7 } from '../core/uuid-v7.ts';
import { changeTrack } from './change-track.ts';
import { newTrackRow } from './new-track.ts';

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
  return bulkResult(ids, changed, (id) => {
    const track = known.get(id);
    return track && { code: 'stale_version', version: track.version };
  });
};

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

export const deleteTracks: Verb<typeof contract.tracks.deleteMany> = async (ctx, { ids }) => {
  const deleted = await markDeleted(ctx.tx, ids);
  auditMarks(ctx, 'track', deleted, 'deleted');
  return bulkResult(ids, idsOf(deleted));
};

export const restoreTracks: Verb<typeof contract.tracks.restoreMany> = async (ctx, { ids }) => {
  const { restored, held } = await unmarkDeleted(ctx.tx, ids);
  const isHeld = new Set(held);
  auditMarks(ctx, 'track', restored, 'restored');
  return bulkResult(ids, idsOf(restored), (id) => (isHeld.has(id) ? conflict : undefined));
};
