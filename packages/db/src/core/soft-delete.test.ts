import { beforeAll, expect, test } from 'vitest';
import { deleteApiKey, findUsableApiKey, insertApiKey, restoreApiKey } from '../apiKeys/store.ts';
import { deleteArtist, restoreArtist } from '../artists/delete-artist.ts';
import { listArtists } from '../artists/list-artists.ts';
import { insertArtist } from '../artists/store.ts';
import { listAudiences } from '../audiences/list-audiences.ts';
import { deleteAudience, insertAudience, restoreAudience } from '../audiences/store.ts';
import { deleteCampaign, restoreCampaign } from '../campaigns/delete-campaign.ts';
import { listCampaigns } from '../campaigns/list-campaigns.ts';
import { insertCampaign } from '../campaigns/store.ts';
import { deleteUser, restoreUser } from '../identity/delete-user.ts';
import { deleteOrganization, findOrganization, restoreOrganization } from '../organizations/store.ts';
import { createOrganization } from '../testing/furnish.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { deleteTrack, restoreTrack } from '../tracks/delete-track.ts';
import { listTracks } from '../tracks/list-tracks.ts';
import { findTrack, insertTrack } from '../tracks/store.ts';
import { type TenantTransaction, withTenant } from './tenant.ts';

const { postgres } = await openTestDatabase();
let tenant: { organizationId: string; userId: string };
let artistId: string;
const all = { limit: 200, after: null };
const run = <T>(work: (tx: TenantTransaction) => Promise<T>) => withTenant(postgres, tenant, work);

const newTrack = (title: string, isrc: string | null = null) => ({
  organizationId: tenant.organizationId,
  artistId,
  title,
  isrc,
  origin: 'manual' as const,
});

beforeAll(async () => {
  tenant = await createOrganization(postgres);
  const input = { organizationId: tenant.organizationId, name: 'Artist', spotifyId: null, origin: 'manual' as const };
  artistId = (await run((tx) => insertArtist(tx, input))).id;
});

test('a deleted track is in no list, and restoring brings it back as it was', async () => {
  const track = await run((tx) => insertTrack(tx, newTrack('Song')));
  expect(await run((tx) => deleteTrack(tx, track.id))).toBe(true);
  expect(await run((tx) => findTrack(tx, track.id))).toBeNull();
  expect((await run((tx) => listTracks(tx, all, {}))).items).toEqual([]);
  expect(await run((tx) => restoreTrack(tx, track.id))).toBe(true);
  expect(await run((tx) => findTrack(tx, track.id))).toMatchObject({ title: 'Song', version: 1 });
});

test('deleting twice, or restoring what is not deleted, says so', async () => {
  const track = await run((tx) => insertTrack(tx, newTrack('Twice')));
  expect(await run((tx) => restoreTrack(tx, track.id))).toBe(false);
  expect(await run((tx) => deleteTrack(tx, track.id))).toBe(true);
  expect(await run((tx) => deleteTrack(tx, track.id))).toBe(false);
});

test('a deleted row’s ISRC is free again, and restoring it is refused while another row has it', async () => {
  const first = await run((tx) => insertTrack(tx, newTrack('First', 'QMABC2600001')));
  const again = run((tx) => insertTrack(tx, newTrack('Second', 'QMABC2600001')));
  await expect(again).rejects.toMatchObject({ kind: 'unique', constraint: 'tracks_isrc_key' });
  await run((tx) => deleteTrack(tx, first.id));
  await run((tx) => insertTrack(tx, newTrack('Second', 'QMABC2600001')));
  await expect(run((tx) => restoreTrack(tx, first.id))).rejects.toMatchObject({ constraint: 'tracks_isrc_key' });
});

test('an artist goes and comes back with the tracks, but not with those deleted before', async () => {
  const [early, late] = await run(async (tx) => [
    await insertTrack(tx, newTrack('Early')),
    await insertTrack(tx, newTrack('Late')),
  ]);
  await run((tx) => deleteTrack(tx, early?.id ?? ''));
  expect(await run((tx) => deleteArtist(tx, artistId))).toBe(true);
  expect((await run((tx) => listArtists(tx, all))).items).toEqual([]);
  expect(await run((tx) => findTrack(tx, late?.id ?? ''))).toBeNull();
  await expect(run((tx) => restoreTrack(tx, late?.id ?? ''))).rejects.toMatchObject({ kind: 'foreign_key' });
  expect(await run((tx) => restoreArtist(tx, artistId))).toBe(true);
  expect(await run((tx) => findTrack(tx, late?.id ?? ''))).toMatchObject({ title: 'Late' });
  expect(await run((tx) => findTrack(tx, early?.id ?? ''))).toBeNull();
});

test('campaigns and audiences are deleted and restored', async () => {
  const { organizationId } = tenant;
  const campaign = await run((tx) =>
    insertCampaign(tx, { organizationId, name: 'Release', status: 'draft', origin: 'manual' }),
  );
  const audience = await run((tx) =>
    insertAudience(tx, { organizationId, name: 'All', criteria: { version: 1, root: null } }),
  );
  const listed = () =>
    run(async (tx) => [
      (await listCampaigns(tx, all)).items.length,
      (await listAudiences(tx, all, { sort: 'newest', deleted: false })).items.length,
    ]);
  expect(await listed()).toEqual([1, 1]);
  expect(await run((tx) => deleteCampaign(tx, campaign.id))).toBe(true);
  expect(await run((tx) => deleteAudience(tx, audience.id))).toBe(true);
  expect(await listed()).toEqual([0, 0]);
  expect(await run((tx) => restoreCampaign(tx, campaign.id))).toBe(true);
  expect(await run((tx) => restoreAudience(tx, audience.id))).toBe(true);
  expect(await listed()).toEqual([1, 1]);
});

test('a deleted key, and a key of a deleted organization, cannot be used', async () => {
  const keyHash = new Uint8Array(32).fill(7);
  const { organizationId } = tenant;
  const id = await run((tx) => insertApiKey(tx, { organizationId, name: 'k', prefix: 'stp', keyHash, scopes: [] }));
  const usable = async () => (await findUsableApiKey(postgres, keyHash, null)) !== null;
  expect(await usable()).toBe(true);
  await run((tx) => deleteApiKey(tx, id));
  expect(await usable()).toBe(false);
  await run((tx) => restoreApiKey(tx, id));
  expect(await run((tx) => deleteOrganization(tx, organizationId))).toBe(true);
  expect(await usable()).toBe(false);
  expect(await run((tx) => findOrganization(tx, organizationId))).toBeNull();
  expect(await run((tx) => restoreOrganization(tx, organizationId))).toBe(true);
  expect(await usable()).toBe(true);
});

test('a deleted person cannot sign in, and the address is free', async () => {
  const { userId } = await createOrganization(postgres);
  const email = `${userId}@example.com`;
  const found = () => postgres.auth`select id from users where email = ${email}`;
  expect(await found()).toHaveLength(1);
  const audit = { topic: 'audit', payload: {} };
  const place = { ip: null, userAgent: null, requestId: null };
  const event = { userId, action: 'identity.deleteAccount', outcome: 'done' as const, at: '2026-01-01T00:00:00Z' };
  expect(await deleteUser(postgres, userId, { ...event, ...place, audit })).toBe(true);
  expect(await found()).toEqual([]);
  await postgres.auth`insert into users (email, name) values (${email}, 'New')`;
  await expect(restoreUser(postgres, userId)).rejects.toMatchObject({ constraint: 'users_email_key' });
});

test('another organization deletes and restores nothing here', async () => {
  const other = await createOrganization(postgres);
  const track = await run((tx) => insertTrack(tx, newTrack('Ours')));
  expect(await withTenant(postgres, other, (tx) => deleteTrack(tx, track.id))).toBe(false);
  await run((tx) => deleteTrack(tx, track.id));
  expect(await withTenant(postgres, other, (tx) => restoreTrack(tx, track.id))).toBe(false);
});
