import type { SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { password, people, tokenIn } from '../../test/people.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const testServer = await openTestServer();
const { organization, person, mailsTo, as } = testServer;
const { anyone, newAddress, as: signedInBy } = people(testServer);

async function label() {
  const made = await organization();
  const owner = await person({ organization: made, role: 'owner' });
  return { ...made, owner, invitations: owner.client.invitations };
}

const lastToken = async (email: string, count = 1) => tokenIn((await mailsTo(email, count)).at(-1));

/** The actions of a resource's audit, the newest first, once there are so many. */
const actions = (client: SongTrackPro, resourceId: string) =>
  expect.poll(async () => (await client.audit.list({ resourceId })).items.map(({ action }) => action));

test('a person who has an account accepts by the token, and may what the invitation says', async () => {
  const { invitations, client, id: organizationId, owner } = await label();
  const artist = await client.artists.create({ name: 'One' });
  const guest = await person();
  const { id } = await invitations.create({
    email: guest.email,
    role: 'manager',
    additions: ['audit:read'],
    removals: ['imports:write'],
    artistIds: [artist.id],
  });
  const accepted = await guest.client.invitations.accept({ token: await lastToken(guest.email) });
  expect(accepted).toMatchObject({
    invitationId: id,
    organizationId,
    userId: guest.userId,
    role: 'manager',
    artistIds: [artist.id],
  });
  const { items } = await owner.client.organizations.listMembers();
  expect(items.find(({ userId }) => userId === guest.userId)).toMatchObject({
    role: 'manager',
    additions: ['audit:read'],
    removals: ['imports:write'],
    artistIds: [artist.id],
    invitedBy: owner.userId,
  });
  expect((await guest.client.organizations.me()).member).toMatchObject({ role: 'manager', artistIds: [artist.id] });
  expect((await guest.client.identity.me()).homeOrganizationId).toBe(organizationId);
  expect(await invitations.get({ id })).toMatchObject({
    status: 'accepted',
    acceptedBy: guest.userId,
    seenAt: expect.any(String),
  });
  await actions(client, id).toEqual(['invitations.accept', 'invitations.create']);
  await actions(client, guest.userId).toEqual(['invitations.accept']);
});

test('a new person signs up by the token, and is verified and a member at once', async () => {
  const { invitations, client, id: organizationId } = await label();
  const email = newAddress();
  const { id } = await invitations.create({ email, role: 'analyst' });
  const token = await lastToken(email);
  const weak = anyone.invitations.signUp({ token, password: 'password1', name: 'New' });
  expect(await errorOf(weak)).toMatchObject({ code: 'invalid_input' });
  const accepted = await anyone.invitations.signUp({ token, password, name: 'New', timeZone: 'Europe/Berlin' });
  expect(accepted).toMatchObject({ invitationId: id, organizationId, role: 'analyst', artistIds: null });
  const { session } = await anyone.identity.signIn({ email, password });
  const me = signedInBy(session);
  expect(await me.identity.me()).toMatchObject({
    id: accepted.userId,
    email,
    emailVerified: true,
    name: 'New',
    timeZone: 'Europe/Berlin',
    homeOrganizationId: organizationId,
  });
  expect((await me.organizations.me()).member).toMatchObject({ role: 'analyst' });
  expect(await mailsTo(email)).toHaveLength(1);
  expect(await errorOf(anyone.invitations.signUp({ token, password, name: 'New' }))).toMatchObject({
    code: 'token_invalid',
  });
  await actions(client, id).toEqual(['invitations.signUp', 'invitations.create']);
});

test('where the address has an account, signing up by the token is refused and accepting works', async () => {
  const { invitations } = await label();
  const guest = await person();
  await invitations.create({ email: guest.email, role: 'viewer' });
  const token = await lastToken(guest.email);
  expect(await anyone.invitations.lookUp({ token })).toMatchObject({ hasAccount: true });
  expect(await errorOf(anyone.invitations.signUp({ token, password, name: 'Me' }))).toMatchObject({ code: 'conflict' });
  expect(await guest.client.invitations.accept({ token })).toMatchObject({ userId: guest.userId });
});

test('an account that a stranger made with the address, and could not verify, becomes its owner’s', async () => {
  const { invitations } = await label();
  const email = newAddress();
  const theirs = 'the password of a stranger';
  await anyone.identity.signUp({ email, password: theirs, name: 'Stranger' });
  await mailsTo(email);
  await invitations.create({ email, role: 'viewer' });
  const token = await lastToken(email, 2);
  expect(await anyone.invitations.lookUp({ token })).toMatchObject({ hasAccount: false });
  await anyone.invitations.signUp({ token, password, name: 'Owner' });
  expect(await errorOf(anyone.identity.signIn({ email, password: theirs }))).toMatchObject({ code: 'sign_in_failed' });
  const { session } = await anyone.identity.signIn({ email, password });
  expect(await signedInBy(session).identity.me()).toMatchObject({ email, name: 'Owner', emailVerified: true });
});

test('a token that was sent to another address makes nobody else a member', async () => {
  const { invitations } = await label();
  const [guest, thief] = [await person(), await person()];
  const { id } = await invitations.create({ email: guest.email, role: 'admin' });
  const token = await lastToken(guest.email);
  expect(await errorOf(thief.client.invitations.accept({ token }))).toMatchObject({ code: 'token_invalid' });
  expect(await errorOf(thief.client.invitations.accept({ id }))).toMatchObject({ code: 'not_found' });
  expect(await errorOf(thief.client.organizations.me())).toMatchObject({ code: 'organization_required' });
  expect(await guest.client.invitations.accept({ token })).toMatchObject({ userId: guest.userId });
});

test('a person sees what they are invited to and accepts it from the list', async () => {
  const [one, two, three] = [await label(), await label(), await label()];
  const guest = await person();
  const [first, second, third] = await Promise.all(
    [one, two, three].map(({ invitations }) =>
      invitations.create({ email: guest.email.toUpperCase(), role: 'viewer' }),
    ),
  );
  await three.invitations.revoke({ id: third?.id ?? '' });
  await mailsTo(guest.email.toUpperCase(), 3);
  const own = async () => {
    const found: string[] = [];
    for await (const { id } of guest.client.invitations.listOwn({ limit: 1 })) found.push(id);
    return found.toSorted();
  };
  expect(await own()).toEqual([first?.id, second?.id].toSorted());
  expect((await (await person()).client.invitations.listOwn()).items).toEqual([]);
  const accepted = await guest.client.invitations.accept({ id: second?.id ?? '' });
  expect(accepted.organizationId).toBe(two.id);
  expect(await own()).toEqual([first?.id]);
  expect((await as(guest, two.id).organizations.me()).organization.id).toBe(two.id);
  expect(await errorOf(guest.client.invitations.accept({ id: second?.id ?? '' }))).toMatchObject({
    code: 'token_invalid',
  });
});

test('an answer that got lost is given again to the same call, and makes no second member', async () => {
  const { invitations, owner } = await label();
  const guest = await person();
  await invitations.create({ email: guest.email, role: 'viewer' });
  const token = await lastToken(guest.email);
  const key = { idempotencyKey: crypto.randomUUID() };
  const first = await guest.client.invitations.accept({ token }, key);
  expect(await guest.client.invitations.accept({ token }, key)).toEqual(first);
  expect((await owner.client.organizations.listMembers()).items).toHaveLength(2);
  expect(await errorOf(guest.client.invitations.accept({ token }))).toMatchObject({ code: 'token_invalid' });
});

test('who is a member already accepts nothing', async () => {
  const made = await label();
  const guest = await person();
  await made.invitations.create({ email: guest.email, role: 'admin' });
  await testServer.join(made, guest.userId, 'viewer');
  expect(await errorOf(guest.client.invitations.accept({ token: await lastToken(guest.email) }))).toMatchObject({
    code: 'conflict',
    message: 'You are a member already.',
  });
});
