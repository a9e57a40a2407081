import { permissions, rolePermissions } from '@songtrackpro/contracts';
import { expect, test } from 'vitest';
import { errorOf, openTestServer } from '../../../test/support.ts';

const { organization, person } = await openTestServer();

async function team() {
  const label = await organization();
  const owner = await person({ organization: label, role: 'owner' });
  const admin = await person({ organization: label, role: 'admin' });
  const viewer = await person({ organization: label, role: 'viewer' });
  return { label, owner, admin, viewer };
}

test('a list of members says who they are and what each may do, page by page', async () => {
  const { owner, admin, viewer } = await team();
  const first = await owner.client.organizations.listMembers({ limit: 2 });
  expect(first.items.map(({ userId }) => userId)).toEqual([viewer.userId, admin.userId]);
  const members = await owner.client.organizations.listMembers({ limit: 2 }).toArray({ limit: 10 });
  expect(members).toHaveLength(3);
  expect(members[2]).toMatchObject({
    userId: owner.userId,
    email: owner.email,
    name: 'Person',
    role: 'owner',
    additions: [],
    removals: [],
    permissions: [...permissions],
    artistIds: null,
    invitedBy: null,
    version: 1,
  });
});

test('a changed role, addition and removal hold for the member’s next call', async () => {
  const { admin, viewer } = await team();
  expect(await errorOf(viewer.client.artists.create({ name: 'A' }))).toMatchObject({ code: 'forbidden' });
  const changed = await admin.client.organizations.updateMember({
    userId: viewer.userId,
    version: 1,
    additions: ['artists:write', 'artists:write'],
    removals: ['reports:read'],
  });
  expect(changed).toMatchObject({
    role: 'viewer',
    additions: ['artists:write'],
    removals: ['reports:read'],
    version: 2,
  });
  expect(new Set(changed.permissions)).toEqual(
    new Set([...rolePermissions.viewer.filter((name) => name !== 'reports:read'), 'artists:write']),
  );
  await viewer.client.artists.create({ name: 'A' });
  expect(await errorOf(viewer.client.reports.overview())).toMatchObject({ details: { permission: 'reports:read' } });
  await admin.client.organizations.updateMember({ userId: viewer.userId, version: 2, role: 'analyst', additions: [] });
  expect(await errorOf(viewer.client.artists.create({ name: 'B' }))).toMatchObject({ code: 'forbidden' });
});

test('a change of an older version is refused with what is there now', async () => {
  const { owner, viewer } = await team();
  const { userId } = viewer;
  await owner.client.organizations.updateMember({ userId, version: 1, role: 'analyst' });
  expect(await errorOf(owner.client.organizations.updateMember({ userId, version: 1, role: 'manager' }))).toMatchObject(
    { code: 'stale_version', details: { current: { userId, role: 'analyst', version: 2 } } },
  );
});

test('a member is restricted to artists of the organization and to no others', async () => {
  const { owner, viewer, label } = await team();
  const artist = await label.client.artists.create({ name: 'A' });
  const foreign = await (await organization()).client.artists.create({ name: 'B' });
  const { userId } = viewer;
  const restrict = (version: number, artistIds: string[] | null) =>
    owner.client.organizations.updateMember({ userId, version, artistIds });
  expect(await errorOf(restrict(1, [artist.id, foreign.id]))).toMatchObject({
    code: 'not_found',
    details: { entity: 'artist', id: foreign.id },
  });
  expect((await restrict(1, [artist.id, artist.id])).artistIds).toEqual([artist.id]);
  expect((await viewer.client.organizations.me()).member?.artistIds).toEqual([artist.id]);
  // An empty list is a restriction to nothing, and opens nothing.
  expect((await restrict(2, [])).artistIds).toEqual([]);
  expect((await viewer.client.organizations.me()).member?.artistIds).toEqual([]);
  expect((await restrict(3, null)).artistIds).toBeNull();
});

test('a member who is restricted to artists manages no members, whatever the role', async () => {
  const { label, viewer } = await team();
  const artist = await label.client.artists.create({ name: 'A' });
  const { client } = await person({ organization: label, role: 'admin', artistIds: [artist.id] });
  const { userId } = viewer;
  for (const call of [
    () => client.organizations.listMembers(),
    () => client.organizations.updateMember({ userId, version: 1, role: 'analyst' }),
    () => client.organizations.removeMember({ userId }),
  ])
    expect(await errorOf(call())).toMatchObject({ code: 'restricted' });
  await client.organizations.leave({ id: label.id });
});

test('a removed member is out at once, keeps other memberships, and the audit says who did it', async () => {
  const { label, owner, viewer } = await team();
  const removed = await owner.client.organizations.removeMember({ userId: viewer.userId });
  expect(removed).toMatchObject({ userId: viewer.userId, role: 'viewer' });
  expect(await errorOf(viewer.client.organizations.me())).toMatchObject({ code: 'organization_required' });
  expect(await errorOf(owner.client.organizations.removeMember({ userId: viewer.userId }))).toMatchObject({
    code: 'not_found',
  });
  await expect
    .poll(async () => (await label.client.audit.list({ resourceId: viewer.userId })).items)
    .toMatchObject([
      {
        action: 'organizations.removeMember',
        actor: { kind: 'user', id: owner.userId },
        resource: { kind: 'member', id: viewer.userId },
      },
    ]);
});

test('a person leaves the organization that is named, and no other', async () => {
  const { label, viewer } = await team();
  const other = await organization();
  expect(await errorOf(viewer.client.organizations.leave({ id: other.id }))).toMatchObject({ code: 'not_found' });
  expect(await viewer.client.organizations.leave({ id: label.id })).toEqual({
    organizationId: label.id,
    userId: viewer.userId,
  });
  expect(await errorOf(viewer.client.organizations.me())).toMatchObject({ code: 'organization_required' });
  expect(await errorOf(label.client.organizations.leave({ id: label.id }))).toMatchObject({ code: 'session_required' });
});
