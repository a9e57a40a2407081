import { expect, test } from 'vitest';
import { insertArtist } from '../artists/store.ts';
import { withTenant } from '../core/tenant.ts';
import { createOrganization } from '../testing/furnish.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { type BulkTrack, insertTracks } from './insert-tracks.ts';
import { listTracks } from './list-tracks.ts';

const { postgres } = await openTestDatabase();

async function tenantWithArtist() {
  const tenant = await createOrganization(postgres);
  const input = { organizationId: tenant.organizationId, name: 'Artist', spotifyId: null, origin: 'manual' as const };
  const artist = await withTenant(postgres, tenant, (tx) => insertArtist(tx, input));
  return { ...tenant, artistId: artist.id };
}

const row = (artistId: string, title: string, more: Partial<BulkTrack> = {}): BulkTrack => ({
  artistId,
  title,
  artist: null,
  album: null,
  isrc: null,
  spotifyId: null,
  releaseDate: null,
  durationMs: null,
  ...more,
});

test('texts arrive as they are, whatever is in them', async () => {
  const tenant = await tenantWithArtist();
  const titles = [
    'a "quoted" one',
    'back\\slash',
    '{braces},',
    'NULL',
    "it's",
    'Ünï çødé 🎧',
    'line\nbreak',
    ' spaces ',
  ];
  const rows = titles.map((title) => row(tenant.artistId, title, { releaseDate: '2026-01-31', durationMs: 1 }));
  expect(await withTenant(postgres, tenant, (tx) => insertTracks(tx, tenant.organizationId, rows))).toBe(titles.length);
  const { items } = await withTenant(postgres, tenant, (tx) => listTracks(tx, { limit: 50, after: null }, {}));
  expect(items.map((track) => track.title).sort()).toEqual(titles.sort());
  expect(items[0]).toMatchObject({ album: null, releaseDate: '2026-01-31', durationMs: 1, origin: 'import' });
});

test('more rows than one statement takes are inserted whole or not at all', async () => {
  const tenant = await tenantWithArtist();
  const rows = Array.from({ length: 5001 }, (_, n) => row(tenant.artistId, `Song ${n}`));
  const insert = (all: BulkTrack[]) =>
    withTenant(postgres, tenant, (tx) => insertTracks(tx, tenant.organizationId, all));
  await expect(insert([...rows, row(tenant.artistId, 'Bad', { isrc: 'bad' })])).rejects.toMatchObject({
    kind: 'check',
  });
  const list = () => withTenant(postgres, tenant, (tx) => listTracks(tx, { limit: 1, after: null }, {}));
  expect((await list()).items).toEqual([]);
  expect(await insert(rows)).toBe(5001);
});

test('another organization’s artist is refused', async () => {
  const [ours, theirs] = [await tenantWithArtist(), await tenantWithArtist()];
  const insert = withTenant(postgres, ours, (tx) => insertTracks(tx, ours.organizationId, [row(theirs.artistId, 'x')]));
  await expect(insert).rejects.toMatchObject({ kind: 'foreign_key' });
});
