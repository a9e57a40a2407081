import { memberRoles, permissions, rolePermissions } from '@songtrackpro/contracts';
import { SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { errorOf, openTestServer } from '../../test/support.ts';

const { server, organization, person } = await openTestServer();

test('a member works in their organization by a session, and the audit names them', async () => {
  const label = await organization();
  const { client, userId } = await person({ organization: label, role: 'manager' });
  expect(await client.organizations.me()).toMatchObject({
    organization: { id: label.id },
    apiKey: null,
    member: { userId, role: 'manager', artistIds: null },
  });
  await client.artists.create({ name: 'A' });
  await expect.poll(async () => (await label.client.audit.list()).items.length).toBe(1);
  expect((await label.client.audit.list()).items[0]).toMatchObject({ actor: { kind: 'user', id: userId } });
});

test.each(memberRoles)('a member with the role %s may do what the table of roles says', async (role) => {
  const label = await organization();
  const { client } = await person({ organization: label, role });
  const me = await client.organizations.me();
  expect([...me.permissions].sort()).toEqual([...rolePermissions[role]].sort());
  const refused = await errorOf(client.artists.create({ name: 'A' })).catch(() => null);
  expect(refused === null).toBe(rolePermissions[role].includes('artists:write'));
});

test('what was added to or removed from one member counts beside the role', async () => {
  const label = await organization();
  const own = { version: 1 as const, add: ['artists:write' as const], remove: ['tracks:read' as const] };
  const { client } = await person({ organization: label, role: 'viewer', permissions: own });
  await client.artists.create({ name: 'A' });
  expect(await errorOf(client.tracks.list())).toMatchObject({
    code: 'forbidden',
    details: { permission: 'tracks:read' },
  });
});

test('a person of several organizations names the one that is meant, and reaches no other', async () => {
  const [first, second, foreign] = [await organization(), await organization(), await organization()];
  const { session } = await person({ organization: first, role: 'owner' });
  const at = (named: string) => new SongTrackPro({ session, organization: named, baseUrl: server.url });
  expect((await at(first.id).organizations.me()).organization.id).toBe(first.id);
  for (const other of [second, foreign])
    expect(await errorOf(at(other.id).organizations.me())).toMatchObject({ code: 'organization_required' });
});

test('a person without an organization is told so', async () => {
  const { client } = await person();
  expect(await errorOf(client.organizations.me())).toMatchObject({ code: 'organization_required' });
});

test('a session that was changed, made up or has expired is refused', async () => {
  const label = await organization();
  const { session, userId } = await person({ organization: label, role: 'owner' });
  const withToken = (token: string) => new SongTrackPro({ session: token, baseUrl: server.url }).organizations.me();
  const [token, signature] = session.split('.');
  for (const forged of [`${token}x.${signature}`, `${token}.${signature?.replace(/^./, '!')}`, `${token}.`, 'a.b'])
    expect(await errorOf(withToken(forged))).toMatchObject({ code: 'session_invalid' });
  await withToken(session);
  await server.services.postgres.auth`update auth_sessions set expires_at = now() where user_id = ${userId}`;
  expect(await errorOf(withToken(session))).toMatchObject({ code: 'session_invalid' });
});

test('every permission belongs to the owner, and only deletion and transfer are the owner’s alone', () => {
  expect(rolePermissions.owner).toEqual(permissions);
  expect(permissions.filter((permission) => !rolePermissions.admin.includes(permission))).toEqual([
    'organizations:transfer',
    'organizations:delete',
  ]);
});
