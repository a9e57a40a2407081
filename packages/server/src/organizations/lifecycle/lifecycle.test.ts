import { SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { storeSettings } from '../../../../../scripts/vitest/store-settings.ts';
import { errorOf, openTestServer } from '../../../test/support.ts';
import { slugOf } from './choose-slug.ts';

const { server, organization, person, as } = await openTestServer();
const anybody = new SongTrackPro({ baseUrl: server.url });
const unique = (name: string) => `${name} ${Math.random().toString(36).slice(2, 10)}`;

test('a person makes an organization, owns it, and has it as home', async () => {
  const founder = await person();
  const name = unique('Nächtliche Labelgruppe');
  const made = await founder.client.organizations.create({ name, kind: 'label', timeZone: 'Europe/Berlin' });
  expect(made).toMatchObject({
    name,
    slug: slugOf(name),
    timeZone: 'Europe/Berlin',
    currency: 'USD',
    ownerId: founder.userId,
    version: 1,
  });
  expect(await founder.client.organizations.me()).toMatchObject({ organization: made, member: { role: 'owner' } });
  const second = await founder.client.organizations.create({ name: unique('Second'), kind: 'artist' });
  expect((await founder.client.organizations.list()).items).toMatchObject([
    { organization: second, role: 'owner', isHome: false, artistIds: null, restorableUntil: null },
    { organization: made, role: 'owner', isHome: true },
  ]);
  expect((await founder.client.organizations.me()).organization.id).toBe(made.id);
  expect((await as(founder, second.slug).organizations.me()).organization.id).toBe(second.id);
});

test('a name that is taken, reserved or without Latin letters still gets a slug', async () => {
  const { client } = await person();
  const name = unique('Twice');
  const [first, second] = [
    await client.organizations.create({ name, kind: 'label' }),
    await client.organizations.create({ name, kind: 'label' }),
  ];
  expect(second.slug).toMatch(new RegExp(`^${first.slug}-\\d{6}$`));
  expect((await client.organizations.create({ name: 'Admin', kind: 'label' })).slug).toMatch(/^admin-\d{6}$/);
  expect((await client.organizations.create({ name: '夜', kind: 'label' })).slug).toMatch(/^organization-\d{6}$/);
  expect(await errorOf(client.organizations.create({ name: 'Third', slug: first.slug, kind: 'label' }))).toMatchObject({
    code: 'conflict',
    details: { field: 'slug' },
  });
});

test('a repeated creation with one key makes one organization', async () => {
  const { client } = await person();
  const once = () => client.organizations.create({ name: 'Once', kind: 'label' }, { idempotencyKey: 'the-only-one' });
  const answers = await Promise.all([once(), once(), once()]);
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect((await client.organizations.list()).items).toHaveLength(1);
});

test('a list of one’s own organizations goes page by page and shows nobody else’s', async () => {
  const founder = await person();
  await organization();
  for (const name of ['A', 'B', 'C']) await founder.client.organizations.create({ name: unique(name), kind: 'label' });
  const first = await founder.client.organizations.list({ limit: 2 });
  expect(first.items).toHaveLength(2);
  expect(await founder.client.organizations.list().toArray({ limit: 10 })).toHaveLength(3);
  const stranger = await person();
  const cursor = first.nextCursor ?? '';
  expect(await errorOf(stranger.client.organizations.list({ cursor }))).toMatchObject({ code: 'invalid_cursor' });
  expect((await stranger.client.organizations.list()).items).toEqual([]);
});

test('an owner hands the ownership over and stays as admin', async () => {
  const label = await organization();
  const owner = await person({ organization: label, role: 'owner' });
  const heir = await person({ organization: label, role: 'viewer', artistIds: [] });
  const answer = await owner.client.organizations.transferOwnership({ userId: heir.userId });
  expect(answer).toMatchObject({ userId: heir.userId, role: 'owner', artistIds: null });
  expect(await owner.client.organizations.me()).toMatchObject({
    organization: { ownerId: heir.userId },
    member: { role: 'admin' },
  });
  expect(await errorOf(owner.client.organizations.transferOwnership({ userId: owner.userId }))).toMatchObject({
    code: 'forbidden',
  });
  expect(await errorOf(heir.client.organizations.transferOwnership({ userId: heir.userId }))).toMatchObject({
    code: 'conflict',
  });
  const stranger = await person();
  expect(await errorOf(heir.client.organizations.transferOwnership({ userId: stranger.userId }))).toMatchObject({
    code: 'not_found',
  });
  expect(await errorOf(label.client.organizations.transferOwnership({ userId: owner.userId }))).toMatchObject({
    code: 'session_required',
  });
});

test('who was given the permission to transfer but owns nothing, hands nothing over', async () => {
  const label = await organization();
  const permissions = { version: 1 as const, add: ['organizations:transfer' as const], remove: [] };
  const admin = await person({ organization: label, role: 'admin', permissions });
  const heir = await person({ organization: label, role: 'viewer' });
  expect(await errorOf(admin.client.organizations.transferOwnership({ userId: heir.userId }))).toMatchObject({
    code: 'forbidden',
    details: { permission: 'organizations:transfer' },
  });
});

test('a deletion is confirmed by the slug, ends keys and memberships at once, and an owner takes it back', async () => {
  const label = await organization();
  const owner = await person({ organization: label, role: 'owner' });
  const admin = await person({ organization: label, role: 'admin' });
  const { slug } = (await owner.client.organizations.me()).organization;
  await owner.client.artists.create({ name: 'A' });
  expect(await errorOf(admin.client.organizations.delete({ slug }))).toMatchObject({
    code: 'forbidden',
    details: { permission: 'organizations:delete' },
  });
  expect(await errorOf(owner.client.organizations.delete({ slug: 'another' }))).toMatchObject({ code: 'conflict' });
  const { id, restorableUntil } = await owner.client.organizations.delete({ slug });
  expect(id).toBe(label.id);
  expect(await errorOf(label.client.organizations.me())).toMatchObject({ code: 'api_key_invalid' });
  expect(await errorOf(owner.client.artists.list())).toMatchObject({ code: 'organization_required' });
  expect(await errorOf(anybody.organizations.resolveSlug({ slug }))).toMatchObject({ code: 'not_found' });
  expect((await admin.client.organizations.list()).items).toEqual([]);
  const [deleted] = (await owner.client.organizations.list()).items;
  expect(deleted).toMatchObject({ organization: { id }, role: 'owner', isHome: false });
  // The mark is the database's clock, the answer the server's.
  const apart = Date.parse(deleted?.restorableUntil ?? '') - Date.parse(restorableUntil);
  expect(Math.abs(apart)).toBeLessThan(60_000);
  expect(await errorOf(admin.client.organizations.restore({ id }))).toMatchObject({ code: 'not_found' });
  expect(await owner.client.organizations.restore({ id })).toMatchObject({ id, slug });
  expect(await errorOf(owner.client.organizations.restore({ id }))).toMatchObject({ code: 'not_found' });
  expect((await label.client.artists.list()).items).toHaveLength(1);
});

test('an organization whose slug was taken meanwhile comes back under another one', async () => {
  const founder = await person();
  const { id, slug } = await founder.client.organizations.create({ name: unique('Gone'), kind: 'label' });
  await founder.client.organizations.delete({ slug });
  await (await person()).client.organizations.create({ name: 'Taker', slug, kind: 'label' });
  expect(await errorOf(founder.client.organizations.restore({ id }))).toMatchObject({
    code: 'conflict',
    details: { field: 'slug' },
  });
  expect(await founder.client.organizations.restore({ id, slug: `${slug}-2` })).toMatchObject({ slug: `${slug}-2` });
});

test('after the days of grace nobody restores an organization', async () => {
  const founder = await person();
  const { id, slug } = await founder.client.organizations.create({ name: unique('Late'), kind: 'label' });
  await founder.client.organizations.delete({ slug });
  const clock = () => new Date(Date.now() + 31 * 24 * 3600 * 1000);
  const later = await openTestServer({ stores: storeSettings(), clock });
  const client = later.as(founder);
  expect((await client.organizations.list()).items).toEqual([]);
  expect(await errorOf(client.organizations.restore({ id }))).toMatchObject({ code: 'not_found' });
  expect((await founder.client.organizations.list()).items).toHaveLength(1);
});
