import { expect, test } from 'vitest';
import { password, people, tokenIn } from '../../test/people.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const testServer = await openTestServer();
const { mailsTo, organization, join, person } = testServer;
const { anyone, as, signedUp } = people(testServer);

test('a deleted account can’t sign in, its sessions end, and its address is free again', async () => {
  const { client, email } = await signedUp();
  expect(await errorOf(client.identity.deleteAccount({ password: 'wrong' }))).toMatchObject({ code: 'password_wrong' });
  expect(await client.identity.deleteAccount({ password })).toEqual({ deletedOrganizationIds: [] });
  expect(await errorOf(client.identity.me())).toMatchObject({ code: 'session_invalid' });
  expect(await errorOf(anyone.identity.signIn({ email, password }))).toMatchObject({ code: 'sign_in_failed' });
  await anyone.identity.signUp({ email, password, name: 'Somebody new' });
  const verification = (await mailsTo(email, 3)).filter(({ subject }) => subject === 'Verify your address');
  for (const mail of verification) await anyone.identity.verifyEmail({ token: tokenIn(mail) }).catch(() => {});
  const { session } = await anyone.identity.signIn({ email, password });
  expect(await as(session).identity.me()).toMatchObject({ name: 'Somebody new' });
});

test('the only owner of an organization with others stays; with a second owner they may go', async () => {
  const { client } = await signedUp();
  const { id } = await client.identity.me();
  const label = await organization();
  await join(label, id, 'owner');
  await person({ organization: label, role: 'admin' });
  expect(await errorOf(client.identity.deleteAccount({ password }))).toMatchObject({
    code: 'conflict',
    details: { organizationIds: [label.id] },
  });
  expect((await client.identity.me()).id).toBe(id);
  await person({ organization: label, role: 'owner' });
  expect(await client.identity.deleteAccount({ password })).toEqual({ deletedOrganizationIds: [] });
  await expect
    .poll(async () => (await label.client.audit.list({ resourceId: id })).items.map(({ action }) => action))
    .toEqual(['identity.deleteAccount']);
});

test('an organization that nobody else belongs to goes along', async () => {
  const { client } = await signedUp();
  const label = await organization();
  await join(label, (await client.identity.me()).id, 'owner');
  expect(await client.identity.deleteAccount({ password })).toEqual({ deletedOrganizationIds: [label.id] });
  expect(await errorOf(label.client.organizations.me())).toMatchObject({ code: 'api_key_invalid' });
});
