import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { withTenant } from '../core/tenant.ts';
import { asTenant } from '../testing/furnish.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { findOrganizationBySlug } from './find-by-slug.ts';
import { deleteOrganization, insertOrganization, restoreOrganization } from './store.ts';

const { postgres } = await openTestDatabase();

async function add(slug: string): Promise<string> {
  const id = randomUUID();
  const fields = { name: `The ${slug}`, kind: 'label', timeZone: 'UTC', currency: 'EUR' } as const;
  await withTenant(postgres, { organizationId: id }, (tx) => insertOrganization(tx, { id, slug, ...fields }));
  return id;
}

const rename = (id: string, slug: string) =>
  asTenant(postgres, id, (tx) => tx`update organizations set slug = ${slug} where id = ${id}`);
const mark = (id: string, change: typeof deleteOrganization) =>
  withTenant(postgres, { organizationId: id }, (tx) => change(tx, id));
const leadsTo = async (slug: string) => (await findOrganizationBySlug(postgres, slug))?.organizationId ?? null;

test('a slug leads to its organization without anybody being signed in', async () => {
  const id = await add('night-label');
  expect(await findOrganizationBySlug(postgres, 'night-label')).toEqual({
    organizationId: id,
    slug: 'night-label',
    name: 'The night-label',
    kind: 'label',
  });
  expect(await findOrganizationBySlug(postgres, 'unheard-of')).toBeNull();
  expect(await findOrganizationBySlug(postgres, "x' or true --")).toBeNull();
});

test('a renamed organization keeps its earlier names, says the current one, and may go back', async () => {
  const id = await add('first-name');
  await rename(id, 'second-name');
  await rename(id, 'third-name');
  for (const earlier of ['first-name', 'second-name', 'third-name']) {
    expect(await findOrganizationBySlug(postgres, earlier)).toMatchObject({ organizationId: id, slug: 'third-name' });
  }
  await rename(id, 'first-name');
  expect(await findOrganizationBySlug(postgres, 'third-name')).toMatchObject({ slug: 'first-name' });
});

test('nobody takes a name that leads to another organization, current or earlier', async () => {
  const id = await add('held-name');
  await rename(id, 'newer-name');
  await expect(add('held-name')).rejects.toMatchObject({ kind: 'unique', constraint: 'organization_slugs_slug_key' });
  await expect(add('newer-name')).rejects.toMatchObject({ kind: 'unique', constraint: 'organizations_slug_key' });
  const other = await add('other-name');
  await expect(rename(other, 'held-name')).rejects.toMatchObject({ code: '23505' });
  expect(await leadsTo('held-name')).toBe(id);
  expect(await leadsTo('other-name')).toBe(other);
});

test('a deleted organization lets go of all its names; restored, it gets back those that are free', async () => {
  const id = await add('gone-1');
  await rename(id, 'gone-2');
  await rename(id, 'gone-3');
  await mark(id, deleteOrganization);
  expect(await leadsTo('gone-1')).toBeNull();
  const taker = await add('gone-2');
  await mark(id, restoreOrganization);
  expect(await Promise.all(['gone-1', 'gone-2', 'gone-3'].map(leadsTo))).toEqual([id, taker, id]);
});
