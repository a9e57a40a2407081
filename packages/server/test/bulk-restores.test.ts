import { randomUUID } from 'node:crypto';
import type { SongTrackPro } from '@songtrackpro/sdk';
import { describe, expect, test } from 'vitest';
import { campaignIn } from './campaigns.ts';
import { errorOf, openTestServer } from './support.ts';

const { organization } = await openTestServer();
const notFound = (index: number) => ({ index, code: 'not_found', version: null });
const conflict = (index: number) => ({ index, code: 'conflict', version: null });

/** Things that are deleted and restored in bulk: how one is made, and the calls. */
const kinds = {
  artist: {
    make: async (client: SongTrackPro) => (await client.artists.create({ name: 'Anna' })).id,
    calls: (client: SongTrackPro) => client.artists,
  },
  track: {
    make: async (client: SongTrackPro) => {
      const { id: artistId } = await client.artists.create({ name: 'Anna' });
      return (await client.tracks.create({ artistId, title: 'Song' })).id;
    },
    calls: (client: SongTrackPro) => client.tracks,
  },
  campaign: {
    make: async (client: SongTrackPro) => (await client.campaigns.create({ name: 'Spring' })).id,
    calls: (client: SongTrackPro) => client.campaigns,
  },
  audience: {
    make: async (client: SongTrackPro) => (await client.audiences.create({ name: 'Fans', kind: 'list' })).id,
    calls: (client: SongTrackPro) => client.audiences,
  },
};

async function auditOf(client: SongTrackPro, resourceId: string): Promise<string[]> {
  const { items } = await client.audit.list({ resourceId });
  return items.map(({ action }) => action);
}

describe.for(Object.entries(kinds))('%s', ([kind, { make, calls }]) => {
  test('what was deleted in bulk comes back in bulk as it was, each row audited, and the others are named', async () => {
    const [{ client }, other] = [await organization(), await organization()];
    const [one, two, living] = [await make(client), await make(client), await make(client)];
    const theirs = await make(other.client);
    const [own, foreign] = [calls(client), calls(other.client)];
    const before = await own.get({ id: one });
    await own.deleteMany({ ids: [one, two] });
    await foreign.deleteMany({ ids: [theirs] });
    expect(await errorOf(own.get({ id: one }))).toMatchObject({ code: 'not_found' });
    const ids = [one, living, theirs, two.toUpperCase(), randomUUID()];
    const result = await own.restoreMany({ ids });
    expect(result.changed.toSorted()).toEqual([one, two].toSorted());
    expect(result.refused).toEqual([notFound(1), notFound(2), notFound(4)]);
    expect(await own.get({ id: one })).toEqual({ ...before, updatedAt: expect.any(String) });
    expect(await errorOf(foreign.get({ id: theirs }))).toMatchObject({ code: 'not_found' });
    const domain = `${kind}s`;
    await expect
      .poll(async () => (await auditOf(client, two)).slice(0, 2), { timeout: 20_000 })
      .toEqual([`${domain}.restoreMany`, `${domain}.deleteMany`]);
    expect(await own.restoreMany({ ids: [one, two] })).toEqual({ changed: [], refused: [notFound(0), notFound(1)] });
  });
});

test('artists go and come back with the tracks that they had; what was deleted before stays deleted', async () => {
  const { client } = await organization();
  const { id: artistId } = await client.artists.create({ name: 'Anna' });
  const [kept, gone] = [
    await client.tracks.create({ artistId, title: 'Kept' }),
    await client.tracks.create({ artistId, title: 'Gone' }),
  ];
  await client.tracks.delete({ id: gone.id });
  await client.artists.deleteMany({ ids: [artistId] });
  expect((await client.tracks.list()).items).toEqual([]);
  expect(await client.tracks.restoreMany({ ids: [kept.id] })).toEqual({ changed: [], refused: [conflict(0)] });
  await client.artists.restoreMany({ ids: [artistId] });
  expect((await client.tracks.list()).items.map(({ title }) => title)).toEqual(['Kept']);
  expect(await client.tracks.restoreMany({ ids: [gone.id] })).toMatchObject({ changed: [gone.id] });
});

test('an id that was taken meanwhile refuses the whole call, and what was merged away is left', async () => {
  const { client } = await organization();
  const { id: artistId } = await client.artists.create({ name: 'Anna' });
  const isrc = 'QMABC2600001';
  const [first, second] = [
    await client.tracks.create({ artistId, title: 'First', isrc }),
    await client.tracks.create({ artistId, title: 'Second' }),
  ];
  const ids = [first.id, second.id];
  await client.tracks.deleteMany({ ids });
  const taker = await client.tracks.create({ artistId, title: 'Taker', isrc });
  expect(await errorOf(client.tracks.restoreMany({ ids }))).toMatchObject({
    code: 'conflict',
    details: { field: 'isrc' },
  });
  expect((await client.tracks.list()).items.map(({ id }) => id)).toEqual([taker.id]);
  await client.tracks.restoreMany({ ids: [second.id] });
  await client.tracks.merge({ id: taker.id, fromId: second.id });
  expect(await client.tracks.restoreMany({ ids: [second.id] })).toEqual({ changed: [], refused: [conflict(0)] });
});

test('a running campaign is left by a deletion in bulk', async () => {
  const { client } = await organization();
  const [active, draft] = [await campaignIn(client, 'active'), await campaignIn(client, 'draft')];
  expect(await client.campaigns.deleteMany({ ids: [active.id, draft.id] })).toEqual({
    changed: [draft.id],
    refused: [conflict(0)],
  });
  expect(await client.campaigns.get({ id: active.id })).toEqual(active);
});
