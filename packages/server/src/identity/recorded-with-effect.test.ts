import { beforeAll, expect, test } from 'vitest';
import { askAsOwner } from '../../../../scripts/vitest/run-databases.ts';
import { openOwnDatabase } from '../../test/own-database.ts';
import { password, people, tokenIn } from '../../test/people.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

// In this database nothing can be written to the outbox by those who sign people in, until the last test.
const stores = await openOwnDatabase();
const testServer = await openTestServer({ stores });
const { anyone, as, newAddress, signedUp } = people(testServer);
const ask = (statement: string) => askAsOwner(stores.ownerUrl, statement);

const { client, email, session } = await signedUp();
beforeAll(() => ask('revoke insert on outbox from app_auth'));

const refused = async (call: Promise<unknown>) => expect(await errorOf(call)).toMatchObject({ code: 'internal' });

test('a person whose sign-up can’t be noted doesn’t exist', async () => {
  const address = newAddress();
  await refused(anyone.identity.signUp({ email: address, password, name: 'Someone' }));
  expect(await ask(`select id from users where email = '${address}'`)).toEqual([]);
});

test('no session begins and none ends without its entry', async () => {
  await refused(anyone.identity.signIn({ email, password }));
  await refused(client.identity.revokeOtherSessions());
  await refused(client.identity.signOut());
  expect((await as(session).identity.listSessions()).items).toHaveLength(1);
});

test('neither profile, password nor second factor changes without its entry', async () => {
  const before = await client.identity.me();
  await refused(client.identity.updateProfile({ name: 'Another' }));
  await refused(client.identity.completeOnboardingStep({ step: 'profile' }));
  await refused(client.identity.changePassword({ currentPassword: password, newPassword: `${password} again` }));
  await refused(client.identity.enableTwoFactor({ password }));
  expect(await client.identity.me()).toEqual(before);
  expect(await ask('select id from auth_two_factors')).toEqual([]);
});

test('an address is confirmed and a password reset with their entries only, and the token of the mail stays good', async () => {
  const address = newAddress();
  await ask('grant insert on outbox to app_auth');
  await anyone.identity.signUp({ email: address, password, name: 'Someone' });
  const token = tokenIn((await testServer.mailsTo(address))[0]);
  await anyone.identity.requestPasswordReset({ email });
  const reset = tokenIn((await testServer.mailsTo(email, 2)).find(({ subject }) => subject === 'Set a new password'));
  await ask('revoke insert on outbox from app_auth');
  await refused(anyone.identity.verifyEmail({ token }));
  await refused(anyone.identity.resetPassword({ token: reset, newPassword: `${password} anew` }));
  await ask('grant insert on outbox to app_auth');
  expect(await errorOf(anyone.identity.signIn({ email: address, password }))).toMatchObject({
    code: 'email_not_verified',
  });
  await anyone.identity.verifyEmail({ token });
  await anyone.identity.resetPassword({ token: reset, newPassword: `${password} anew` });
  const signedIn = as((await anyone.identity.signIn({ email, password: `${password} anew` })).session);
  const actions = (await signedIn.identity.listEvents().toArray({ limit: 20 })).map(({ action }) => action);
  expect(actions.filter((action) => action === 'identity.resetPassword')).toHaveLength(1);
});
