import { SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { errorOf, openTestServer } from '../../test/support.ts';

const { server, organization, person, as } = await openTestServer();
const anybody = new SongTrackPro({ baseUrl: server.url });
const unique = (name: string) => `${name}-${Math.random().toString(36).slice(2, 10)}`;

test('a change sets what it names and leaves the rest; the audit tells both', async () => {
  const label = await organization();
  const { organization: before } = await label.client.organizations.me();
  expect(before.settings).toEqual({ reportCurrency: null, budgetWarningPercent: 80 });
  const after = await label.client.organizations.update({
    version: before.version,
    name: 'Renamed',
    timeZone: 'America/Lima',
    settings: { reportCurrency: 'CHF' },
  });
  expect(after).toEqual({
    ...before,
    name: 'Renamed',
    timeZone: 'America/Lima',
    settings: { reportCurrency: 'CHF', budgetWarningPercent: 80 },
    version: before.version + 1,
    updatedAt: after.updatedAt,
  });
  expect((await label.client.organizations.me()).organization).toEqual(after);
  await expect
    .poll(async () => (await label.client.audit.list({ resourceId: label.id })).items[0]?.changes)
    .toContainEqual({ field: 'name', before: before.name, after: 'Renamed' });
});

test('a change of an older version is refused with the organization as it is', async () => {
  const label = await organization();
  await label.client.organizations.update({ version: 1, currency: 'USD' });
  expect(await errorOf(label.client.organizations.update({ version: 1, currency: 'GBP' }))).toMatchObject({
    code: 'stale_version',
    details: { current: { id: label.id, currency: 'USD', version: 2 } },
  });
});

test('only who may write an organization changes it, and a restricted member doesn’t', async () => {
  const label = await organization();
  const manager = await person({ organization: label, role: 'manager' });
  const restricted = await person({ organization: label, role: 'admin', artistIds: [] });
  expect(await errorOf(manager.client.organizations.update({ version: 1, name: 'X' }))).toMatchObject({
    code: 'forbidden',
    details: { permission: 'organizations:write' },
  });
  expect(await errorOf(restricted.client.organizations.update({ version: 1, name: 'X' }))).toMatchObject({
    code: 'restricted',
  });
});

test.each(['ab', 'Upper', 'two--hyphens', '-edge', 'spa ce', 'ünder', 'admin', '01930000-0000-7000-8000-000000000000'])(
  'the slug %s is refused',
  async (slug) => {
    const label = await organization();
    expect(await errorOf(label.client.organizations.update({ version: 1, slug }))).toMatchObject({
      code: 'invalid_input',
      details: { fields: [{ path: 'slug' }] },
    });
  },
);

test('after a new slug every earlier one leads on, in addresses and in the header, and nobody else gets it', async () => {
  const [label, other] = [await organization(), await organization()];
  const member = await person({ organization: label, role: 'viewer' });
  const { organization: before } = await label.client.organizations.me();
  const renamed = unique('renamed');
  await label.client.organizations.update({ version: 1, slug: renamed });
  for (const slug of [before.slug, renamed]) {
    expect(await anybody.organizations.resolveSlug({ slug })).toEqual({
      slug: renamed,
      name: before.name,
      kind: 'label',
    });
    expect((await as(member, slug).organizations.me()).organization.id).toBe(label.id);
    expect(await errorOf(other.client.organizations.update({ version: 1, slug }))).toMatchObject({
      code: 'conflict',
      details: { field: 'slug' },
    });
  }
  await label.client.organizations.update({ version: 2, slug: before.slug });
  expect(await anybody.organizations.resolveSlug({ slug: renamed })).toMatchObject({ slug: before.slug });
});

test('a slug that never was leads nowhere', async () => {
  expect(await errorOf(anybody.organizations.resolveSlug({ slug: unique('nobody') }))).toMatchObject({
    code: 'not_found',
  });
});

test('of two organizations that want one slug at the same moment, one gets it', async () => {
  const [one, two] = [await organization(), await organization()];
  const slug = unique('wanted');
  const outcomes = await Promise.allSettled(
    [one, two].map(({ client }) => client.organizations.update({ version: 1, slug })),
  );
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
});
