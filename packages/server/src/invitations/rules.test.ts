import { type Permission, rolePermissions } from '@songtrackpro/contracts';
import { expect, test } from 'vitest';
import { password, people, tokenIn } from '../../test/people.ts';
import { errorOf, openTestServer, unlimitedAttempts } from '../../test/support.ts';

const testServer = await openTestServer();
const { organization, person, mailsTo } = testServer;
const { anyone, newAddress } = people(testServer);
const narrow = await openTestServer({
  signIn: { limits: { ...unlimitedAttempts, mailsPerAddress: 2, invitationsPerOrganization: 3 } },
});
const small = await openTestServer({ memberLimit: 3, worker: false });

async function label() {
  const made = await organization();
  const owner = await person({ organization: made, role: 'owner' });
  return { ...made, owner, invitations: owner.client.invitations };
}

const lastToken = async (email: string, count = 1) => tokenIn((await mailsTo(email, count)).at(-1));

test('nobody invites to what they don’t have themselves', async () => {
  const made = await label();
  const admin = await person({
    organization: made,
    role: 'admin',
    permissions: { version: 1, add: [], remove: ['apiKeys:write'] },
  });
  const { invitations } = admin.client;
  const email = newAddress();
  const beyond = { code: 'forbidden', details: { permission: 'apiKeys:write' } };
  expect(await errorOf(invitations.create({ email, role: 'admin' }))).toMatchObject(beyond);
  expect(await errorOf(invitations.create({ email, role: 'viewer', additions: ['apiKeys:write'] }))).toMatchObject(
    beyond,
  );
  expect(await invitations.create({ email, role: 'admin', removals: ['apiKeys:write'] })).toMatchObject({
    role: 'admin',
    removals: ['apiKeys:write'],
  });
  const { id } = await made.invitations.create({ email: newAddress(), role: 'admin' });
  expect(await errorOf(invitations.resend({ id }))).toMatchObject(beyond);
});

test('a key invites to no more than its scopes, and nobody is invited as an owner', async () => {
  const scopes: Permission[] = ['members:read', 'members:write', 'artists:read', 'organizations:read'];
  const { client } = await organization(scopes);
  const email = newAddress();
  expect(await errorOf(client.invitations.create({ email, role: 'viewer' }))).toMatchObject({ code: 'forbidden' });
  const removals = rolePermissions.viewer.filter((permission) => !scopes.includes(permission));
  const made = await client.invitations.create({ email, role: 'viewer', removals });
  expect(made.invitedBy).toBeNull();
  const owner = client.invitations.create({ email, role: 'owner' as 'admin' });
  expect(await errorOf(owner)).toMatchObject({ code: 'invalid_input', details: { fields: [{ path: 'role' }] } });
});

test('a member who is restricted to artists invites nobody, and nobody is invited to artists that are not there', async () => {
  const made = await label();
  const artist = await made.client.artists.create({ name: 'One' });
  const restricted = await person({ organization: made, role: 'admin', artistIds: [artist.id] });
  const email = newAddress();
  expect(
    await errorOf(restricted.client.invitations.create({ email, role: 'viewer', artistIds: [artist.id] })),
  ).toMatchObject({ code: 'restricted' });
  const other = await label();
  const foreign = await other.client.artists.create({ name: 'Foreign' });
  expect(await errorOf(made.invitations.create({ email, role: 'viewer', artistIds: [foreign.id] }))).toMatchObject({
    code: 'not_found',
    details: { entity: 'artist' },
  });
});

test('what was invited to is given only while who invited has it', async () => {
  const made = await label();
  const admin = await person({ organization: made, role: 'admin' });
  const email = newAddress();
  const { id } = await admin.client.invitations.create({ email, role: 'admin' });
  const token = await lastToken(email);
  await made.owner.client.organizations.updateMember({ userId: admin.userId, version: 1, role: 'viewer' });
  const late = anyone.invitations.signUp({ token, password, name: 'Late' });
  expect(await errorOf(late)).toMatchObject({ code: 'conflict', details: { invitationId: id } });
  // It was refused before an account was made.
  expect(await anyone.invitations.lookUp({ token })).toMatchObject({ hasAccount: false });
  await made.invitations.resend({ id });
  const accepted = await anyone.invitations.signUp({ token: await lastToken(email, 2), password, name: 'In time' });
  expect(accepted.role).toBe('admin');
});

test('who leaves takes the invitations along that nobody has accepted', async () => {
  const made = await label();
  const admin = await person({ organization: made, role: 'admin' });
  const email = newAddress();
  const { id } = await admin.client.invitations.create({ email, role: 'admin' });
  const token = await lastToken(email);
  await made.owner.client.organizations.removeMember({ userId: admin.userId });
  expect(await made.invitations.get({ id })).toMatchObject({ status: 'revoked', invitedBy: null });
  expect(await errorOf(anyone.invitations.lookUp({ token }))).toMatchObject({ code: 'token_invalid' });
  await expect
    .poll(async () => (await made.client.audit.list({ resourceId: id })).items.map(({ action }) => action))
    .toEqual(['organizations.removeMember', 'invitations.create']);
});

test('who deletes their account takes the invitations along as well', async () => {
  const made = await label();
  const { client, email } = await people(testServer).signedUp();
  const { id: userId } = await client.identity.me();
  await testServer.join(made, userId, 'admin');
  const invited = newAddress();
  const { id } = await client.invitations.create({ email: invited, role: 'viewer' });
  const token = await lastToken(invited);
  await client.identity.deleteAccount({ password });
  expect(await mailsTo(email, 2)).toHaveLength(2);
  expect(await made.invitations.get({ id })).toMatchObject({ status: 'revoked' });
  expect(await errorOf(anyone.invitations.signUp({ token, password, name: 'Late' }))).toMatchObject({
    code: 'token_invalid',
  });
  await expect
    .poll(async () => (await made.client.audit.list({ resourceId: id })).items.map(({ action }) => action))
    .toEqual(['identity.deleteAccount', 'invitations.create']);
});

test('an invitation of a deleted organization leads nowhere, one of a suspended organization waits', async () => {
  const [gone, stopped] = [await label(), await label()];
  const staff = await person();
  await testServer.makeStaff(staff);
  const guest = await person();
  await gone.invitations.create({ email: guest.email, role: 'viewer' });
  const first = await lastToken(guest.email);
  await stopped.invitations.create({ email: guest.email, role: 'viewer' });
  const second = await lastToken(guest.email, 2);
  const { organization: place } = await gone.client.organizations.me();
  await gone.owner.client.organizations.delete({ slug: place.slug });
  expect(await errorOf(guest.client.invitations.accept({ token: first }))).toMatchObject({ code: 'token_invalid' });
  await staff.client.organizations.suspend({ id: stopped.id, reason: 'unpaid' });
  expect(await errorOf(guest.client.invitations.accept({ token: second }))).toMatchObject({
    code: 'organization_suspended',
    details: { reason: 'unpaid' },
  });
  await staff.client.organizations.unsuspend({ id: stopped.id });
  expect(await guest.client.invitations.accept({ token: second })).toMatchObject({ organizationId: stopped.id });
});

test('an organization sends so many invitations in an hour, and few to one address', async () => {
  const made = await label();
  const { invitations } = narrow.as(made.owner);
  const email = newAddress();
  const { id } = await invitations.create({ email, role: 'viewer' });
  await invitations.resend({ id });
  const limited = { code: 'rate_limited', details: { policy: 'attempts', retryAfterSeconds: expect.any(Number) } };
  expect(await errorOf(invitations.resend({ id }))).toMatchObject(limited);
  const other = await label();
  const again = narrow.as(other.owner).invitations.create({ email, role: 'viewer' });
  expect(await errorOf(again)).toMatchObject(limited);
  expect(await errorOf(invitations.create({ email: newAddress(), role: 'viewer' }))).toMatchObject(limited);
  expect(await invitations.get({ id })).toMatchObject({ sentCount: 2 });
});

test('a plan has room for so many members, those who are invited counted', async () => {
  const made = await label();
  const { invitations } = small.as(made.owner);
  const guest = await person();
  await invitations.create({ email: guest.email, role: 'viewer' });
  const { id } = await invitations.create({ email: newAddress(), role: 'viewer' });
  expect(await errorOf(invitations.create({ email: newAddress(), role: 'viewer' }))).toMatchObject({
    code: 'plan_limit',
    status: 403,
    message: 'The installation allows 3 members; 3 are there, and this would make 4. No plan has room for that.',
    details: { resource: 'members', limit: 3, members: 1, pending: 2, suggestedPlan: null },
  });
  await invitations.revoke({ id });
  await testServer.join(made, (await person()).userId, 'viewer');
  await testServer.join(made, (await person()).userId, 'viewer');
  const accepted = small.as(guest).invitations.accept({ token: await lastToken(guest.email) });
  expect(await errorOf(accepted)).toMatchObject({ code: 'plan_limit', details: { members: 3 } });
});
