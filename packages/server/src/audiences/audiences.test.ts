import { randomUUID } from 'node:crypto';
import { findAudience, insertArtist, insertCampaign, withTenant } from '@songtrackpro/db';
import { ConflictError, InvalidInputError } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { errorOf, openTestServer, type TestOrganization } from '../../test/support.ts';

const { server, organization, person } = await openTestServer();
const { postgres } = server.services;

/** A campaign of a state that aims at audiences or keeps away from them. */
async function campaignFor(
  { id: organizationId }: TestOrganization,
  name: string,
  status: 'draft' | 'active' | 'paused' | 'completed',
  targeting: { audienceIds?: string[]; excludedAudienceIds?: string[] },
): Promise<string> {
  const campaign = await withTenant(postgres, { organizationId }, (tx) =>
    insertCampaign(tx, { organizationId, name, status, origin: 'manual' }),
  );
  const value = JSON.stringify({
    version: 1,
    ...Object.fromEntries(
      ['countries', 'regions', 'cities', 'genders', 'interests', 'languages', 'placements', 'devices'].map((list) => [
        list,
        [],
      ]),
    ),
    ages: null,
    audienceIds: [],
    excludedAudienceIds: [],
    ...targeting,
  });
  await postgres.app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${organizationId}, true)`;
    await tx.unsafe('update campaigns set targeting = $1::text::jsonb where id = $2', [value, campaign.id]);
  });
  return campaign.id;
}

test('a custom audience keeps its tree of criteria, and is read, renamed and listed', async () => {
  const { client } = await organization();
  const criteria = {
    all: [{ countries: ['DE', 'AT'] }, { not: { any: [{ interests: ['6003'] }, { artists: ['a1'] }] } }],
  };
  const audience = await client.audiences.create({ name: '  Synth fans ', criteria });
  expect(audience).toMatchObject({
    name: 'Synth fans',
    kind: 'custom',
    criteria,
    people: null,
    size: null,
    version: 1,
  });
  expect(await client.audiences.get({ id: audience.id })).toEqual(audience);
  const renamed = await client.audiences.update({ id: audience.id, version: 1, name: 'Fans' });
  expect(renamed).toMatchObject({ name: 'Fans', criteria, version: 2 });
  expect(await client.audiences.list()).toEqual({ items: [renamed], nextCursor: null });
  const everybody = await client.audiences.update({ id: audience.id, version: 2, criteria: null });
  expect(everybody.criteria).toBeNull();
});

test('an update with a stale version is refused with what the audience is now', async () => {
  const { client } = await organization();
  const { id } = await client.audiences.create({ name: 'One' });
  const current = await client.audiences.update({ id, version: 1, name: 'Two' });
  for (const call of [
    () => client.audiences.update({ id, version: 1, name: 'Three' }),
    () => client.audiences.estimate({ id, version: 1, lower: 1, upper: 2, source: 'meta' }),
  ])
    expect(await errorOf(call())).toMatchObject({ code: 'stale_version', details: { current } });
});

test('a list is filtered by kind and by part of the name, sorted, and paged without gap or repeat', async () => {
  const { client } = await organization();
  for (const name of ['Émile fans', 'b', 'a', 'Zoë', 'emil', 'c', 'B']) await client.audiences.create({ name });
  await client.audiences.create({ name: 'People', kind: 'list' });
  const names = async (input: Parameters<typeof client.audiences.list>[0]) =>
    (await client.audiences.list({ ...input, limit: 2 }).toArray({ limit: 50 })).map(({ name }) => name);
  expect(await names({ kind: 'list' })).toEqual(['People']);
  expect(await names({ search: 'EMIL' })).toEqual(['emil', 'Émile fans']);
  expect((await names({ kind: 'custom', sort: 'oldest' })).slice(0, 3)).toEqual(['Émile fans', 'b', 'a']);
  const byName = await names({ kind: 'custom', sort: 'name' });
  expect(byName.map((name) => name.toLowerCase()).slice(0, 4)).toEqual(['a', 'b', 'b', 'c']);
  expect(new Set(byName).size).toBe(7);
  const { nextCursor } = await client.audiences.list({ limit: 1, sort: 'name' });
  const elsewhere = client.audiences.list({ limit: 1, sort: 'oldest', cursor: nextCursor ?? '' });
  expect(await errorOf(elsewhere)).toMatchObject({ code: 'invalid_cursor' });
});

test.each([
  [
    'a wrong leaf deep in the tree',
    { all: [{ any: [{ countries: ['DE'] }, { countries: ['Germany'] }] }] },
    'criteria.all.0.any.1.countries.0',
  ],
  [
    'a country that there is none of',
    { any: [{ genders: ['male'] }, { not: { countries: ['DE', 'XX'] } }] },
    'criteria.any.1.not.countries.1',
  ],
  ['an unknown condition', { all: [{ countries: ['DE'] }, { mood: ['sad'] }] }, 'criteria.all.1'],
  ['two countries at once', { all: [{ countries: ['DE'] }, { countries: ['FR'] }] }, 'criteria.all.1'],
  [
    'ages that exclude each other',
    { any: [{ genders: ['male'] }, { all: [{ ages: { from: 13, to: 20 } }, { ages: { from: 30, to: null } }] }] },
    'criteria.any.1.all.1',
  ],
  [
    'a condition and its opposite',
    { all: [{ interests: ['x'] }, { not: { interests: ['x', 'y'] } }] },
    'criteria.all.1',
  ],
  ['everybody excluded', { not: { genders: ['female', 'male', 'other'] } }, 'criteria'],
  [
    'a tree that is too deep',
    { not: { not: { not: { not: { not: { not: { countries: ['DE'] } } } } } } },
    'criteria.not.not.not.not.not.not',
  ],
  ['an age below 13', { ages: { from: 3, to: 20 } }, 'criteria.ages.from'],
])('criteria with %s are refused with the path of the fault', async (_, criteria, path) => {
  const { client } = await organization();
  const error = await errorOf(client.audiences.create({ name: 'Bad', criteria: criteria as never }));
  expect(error).toBeInstanceOf(InvalidInputError);
  expect(error).toMatchObject({ details: { fields: [{ path }] } });
});

test('an audience of the ad platform is known by its id there, once in an organization', async () => {
  const { client } = await organization();
  const fault = await errorOf(client.audiences.create({ name: 'Synced', kind: 'meta' }));
  expect(fault).toMatchObject({ details: { fields: [{ path: 'externalId' }] } });
  const synced = await client.audiences.create({ name: 'Synced', kind: 'meta', externalId: '23850000000000001' });
  expect(synced).toMatchObject({ kind: 'meta', criteria: null, externalId: '23850000000000001' });
  const twice = await errorOf(
    client.audiences.create({ name: 'Again', kind: 'meta', externalId: '23850000000000001' }),
  );
  expect(twice).toMatchObject({ code: 'conflict', details: { field: 'externalId' } });
  const criteria = { countries: ['DE'] };
  const change = client.audiences.update({ id: synced.id, version: 1, criteria });
  expect(await errorOf(change)).toMatchObject({ code: 'conflict', details: { field: 'criteria' } });
  const account = client.audiences.update({ id: synced.id, version: 1, adAccountId: randomUUID() });
  expect(await errorOf(account)).toMatchObject({ code: 'not_found', details: { entity: 'adAccount' } });
});

test('an estimate has bounds, a source and a date, none of which may be impossible', async () => {
  const { client } = await organization();
  const { id } = await client.audiences.create({ name: 'Estimated' });
  const asOf = '2026-01-02T03:04:05.000Z';
  const size = { lower: 12_000, upper: 14_100, source: 'meta', asOf };
  expect(await client.audiences.estimate({ id, version: 1, ...size })).toMatchObject({ size, version: 2 });
  const upsideDown = client.audiences.estimate({ id, version: 2, ...size, upper: 1 });
  expect(await errorOf(upsideDown)).toMatchObject({ details: { fields: [{ path: 'upper' }] } });
  const tomorrow = client.audiences.estimate({ id, version: 2, ...size, asOf: '2999-01-01T00:00:00.000Z' });
  expect(await errorOf(tomorrow)).toMatchObject({ details: { fields: [{ path: 'asOf' }] } });
});

test('an audience says which campaigns aim at it or keep away from it', async () => {
  const own = await organization();
  const { id } = await own.client.audiences.create({ name: 'Used' });
  const aims = await campaignFor(own, 'Aims', 'draft', { audienceIds: [id] });
  const avoids = await campaignFor(own, 'Avoids', 'completed', { excludedAudienceIds: [id] });
  await campaignFor(own, 'Other', 'active', { audienceIds: [randomUUID()] });
  const other = await organization();
  await campaignFor(other, 'Foreign', 'active', { audienceIds: [id] });
  expect(await own.client.audiences.usage({ id })).toEqual({
    campaigns: [
      { campaignId: avoids, name: 'Avoids', status: 'completed', excluded: true },
      { campaignId: aims, name: 'Aims', status: 'draft', excluded: false },
    ],
  });
});

test.each(['active', 'paused'] as const)(
  'an audience that an %s campaign uses is not deleted, and the campaign is named',
  async (status) => {
    const own = await organization();
    const { id } = await own.client.audiences.create({ name: 'Used' });
    const campaignId = await campaignFor(own, 'Release week', status, { excludedAudienceIds: [id] });
    await campaignFor(own, 'Plan', 'draft', { audienceIds: [id] });
    const error = await errorOf(own.client.audiences.delete({ id }));
    expect(error).toBeInstanceOf(ConflictError);
    expect(error.message).toContain('“Release week”');
    expect(error).toMatchObject({ details: { campaigns: [{ id: campaignId, name: 'Release week' }] } });
    expect((await own.client.audiences.get({ id })).deletedAt).toBeNull();
  },
);

test('a deleted audience is out of the list, shows among the deleted, and comes back as it was', async () => {
  const { client } = await organization();
  const audience = await client.audiences.create({ name: 'Gone', criteria: { countries: ['DE'] } });
  const deleted = await client.audiences.delete({ id: audience.id });
  expect(deleted.deletedAt).not.toBeNull();
  expect((await client.audiences.list()).items).toEqual([]);
  expect((await client.audiences.list({ deleted: true })).items).toEqual([deleted]);
  expect(await errorOf(client.audiences.get({ id: audience.id }))).toMatchObject({ code: 'not_found' });
  expect(await errorOf(client.audiences.delete({ id: audience.id }))).toMatchObject({ code: 'not_found' });
  const back = await client.audiences.restore({ id: audience.id });
  expect(back).toMatchObject({ ...audience, updatedAt: back.updatedAt });
  expect(await errorOf(client.audiences.restore({ id: audience.id }))).toMatchObject({ code: 'not_found' });
});

test('many are deleted at once; what is used or unknown is left and says why', async () => {
  const own = await organization();
  const other = await organization();
  const [free, used] = await Promise.all(['Free', 'Used'].map((name) => own.client.audiences.create({ name })));
  const foreign = await other.client.audiences.create({ name: 'Foreign' });
  await campaignFor(own, 'Running', 'active', { audienceIds: [used?.id ?? ''] });
  const ids = [free?.id ?? '', used?.id ?? '', foreign.id, free?.id ?? ''];
  expect(await own.client.audiences.deleteMany({ ids })).toEqual({
    done: [free?.id],
    inUse: [{ id: used?.id, campaigns: ['Running'] }],
    notFound: [2],
  });
  expect(await other.client.audiences.get({ id: foreign.id })).toEqual(foreign);
  const tooMany = await errorOf(own.client.audiences.deleteMany({ ids: Array(10_001).fill(foreign.id) }));
  expect(tooMany).toMatchObject({ code: 'invalid_input', details: { fields: [{ path: 'ids' }] } });
});

test('a change is on record with what it was before', async () => {
  const { client } = await organization();
  const { id } = await client.audiences.create({ name: 'Before' });
  await client.audiences.update({ id, version: 1, name: 'After' });
  await expect
    .poll(
      async () =>
        (await client.audit.list({ resourceId: id })).items.map(({ action, changes }) => ({ action, changes })),
      {
        timeout: 20_000,
      },
    )
    .toContainEqual({
      action: 'audiences.update',
      changes: [{ field: 'name', before: 'Before', after: 'After' }],
    });
});

test('a member who is restricted to artists has no part in audiences, whatever the role', async () => {
  const own = await organization();
  const { id } = await own.client.audiences.create({ name: 'Ours' });
  const organizationId = own.id;
  const artist = await withTenant(postgres, { organizationId }, (tx) =>
    insertArtist(tx, { organizationId, name: 'Anna', spotifyId: null, origin: 'manual' }),
  );
  const restricted = await person({ organization: own, role: 'admin', artistIds: [artist.id] });
  for (const call of [() => restricted.client.audiences.list(), () => restricted.client.audiences.delete({ id })])
    expect(await errorOf(call())).toMatchObject({ code: 'restricted' });
  // Below the API as well: in such a member's transaction there are none.
  const seen = await withTenant(postgres, { organizationId, artistIds: [artist.id] }, (tx) => findAudience(tx, id));
  expect(seen).toBeNull();
});
