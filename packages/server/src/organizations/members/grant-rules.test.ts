import { type Permission, permissions } from '@songtrackpro/contracts';
import { expect, test } from 'vitest';
import { errorOf, openTestServer } from '../../../test/support.ts';

const { organization, person } = await openTestServer();
const own = (add: Permission[], remove: Permission[] = []) => ({ version: 1 as const, add, remove });

test('nobody gives a permission that they don’t have, neither by role nor by addition nor by dropping a removal', async () => {
  const label = await organization();
  const admin = await person({ organization: label, role: 'admin', permissions: own([], ['apiKeys:write']) });
  const viewer = await person({ organization: label, role: 'viewer', permissions: own([], ['tracks:read']) });
  const analyst = await person({
    organization: label,
    role: 'analyst',
    permissions: own(['members:write'], ['tracks:read']),
  });
  const change = admin.client.organizations.updateMember({ userId: viewer.userId, version: 1, role: 'admin' });
  expect(await errorOf(change)).toMatchObject({ code: 'forbidden', details: { permission: 'apiKeys:write' } });
  const deletion = { userId: viewer.userId, version: 1, additions: ['organizations:delete' as const] };
  expect(await errorOf(admin.client.organizations.updateMember(deletion))).toMatchObject({
    details: { permission: 'organizations:delete' },
  });
  const back = { userId: viewer.userId, version: 1, removals: [] };
  expect(await errorOf(analyst.client.organizations.updateMember(back))).toMatchObject({
    details: { permission: 'tracks:read' },
  });
  const ownBack = { userId: admin.userId, version: 1, removals: [] };
  expect(await errorOf(admin.client.organizations.updateMember(ownBack))).toMatchObject({
    details: { permission: 'apiKeys:write' },
  });
  const allowed = { ...deletion, role: 'admin' as const, additions: [], removals: ['apiKeys:write' as const] };
  expect(await admin.client.organizations.updateMember(allowed)).toMatchObject({ role: 'admin' });
});

test('nobody changes or removes a member who may do more', async () => {
  const label = await organization();
  const owner = await person({ organization: label, role: 'owner' });
  await person({ organization: label, role: 'owner' });
  const admin = await person({ organization: label, role: 'admin' });
  const { userId } = owner;
  for (const call of [
    () => admin.client.organizations.updateMember({ userId, version: 1, role: 'viewer' }),
    () => admin.client.organizations.removeMember({ userId }),
  ])
    expect(await errorOf(call())).toMatchObject({ code: 'forbidden', details: { permission: 'organizations:delete' } });
  const analyst = await person({ organization: label, role: 'analyst', permissions: own(['members:write']) });
  expect(await errorOf(analyst.client.organizations.removeMember({ userId: admin.userId }))).toMatchObject({
    code: 'forbidden',
  });
  await owner.client.organizations.removeMember({ userId: admin.userId });
});

test('a key gives what its scopes hold and no more', async () => {
  const scopes: Permission[] = ['members:read', 'members:write', 'artists:read'];
  const label = await organization(scopes);
  const viewer = await person({ organization: label, role: 'viewer' });
  const { userId } = viewer;
  expect(
    await errorOf(label.client.organizations.updateMember({ userId, version: 1, additions: ['tracks:write'] })),
  ).toMatchObject({ code: 'forbidden' });
  const all = await organization([...permissions]);
  const member = await person({ organization: all, role: 'viewer' });
  const promoted = await all.client.organizations.updateMember({ userId: member.userId, version: 1, role: 'owner' });
  expect(promoted).toMatchObject({ role: 'owner', additions: [], removals: [] });
});

test('an owner has everything: becoming one ends all limits, and none can be set', async () => {
  const label = await organization();
  const artist = await label.client.artists.create({ name: 'A' });
  const member = await person({
    organization: label,
    role: 'viewer',
    permissions: own(['tracks:write'], ['tracks:read']),
    artistIds: [artist.id],
  });
  const { userId } = member;
  const update = label.client.organizations.updateMember.bind(label.client.organizations);
  for (const [field, limit] of Object.entries({ removals: ['tracks:read'], artistIds: [artist.id] }))
    expect(await errorOf(update({ userId, version: 1, role: 'owner', [field]: limit }))).toMatchObject({
      code: 'invalid_input',
      details: { fields: [{ path: field }] },
    });
  const promoted = await update({ userId, version: 1, role: 'owner' });
  expect(promoted).toMatchObject({ additions: [], removals: [], artistIds: null, permissions: [...permissions] });
});
