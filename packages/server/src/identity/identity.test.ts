import { expect, test } from 'vitest';
import { password, people, tokenIn, totp } from '../../test/people.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const testServer = await openTestServer();
const { mailsTo, server } = testServer;
const { anyone, as, newAddress, signedUp } = people(testServer);

test('somebody signs up, verifies the address, signs in and is who they said', async () => {
  const email = newAddress();
  const made = await anyone.identity.signUp({
    email: email.toUpperCase(),
    password,
    name: 'Someone',
    accountType: 'agency',
    timeZone: 'Europe/Berlin',
  });
  expect(made).toEqual({ accepted: true });
  expect(await errorOf(anyone.identity.signIn({ email, password }))).toMatchObject({ code: 'email_not_verified' });
  await anyone.identity.verifyEmail({ token: tokenIn((await mailsTo(email))[0]) });
  const { session, twoFactorRequired } = await anyone.identity.signIn({ email, password });
  expect(twoFactorRequired).toBe(false);
  expect(await as(session).identity.me()).toMatchObject({
    email,
    emailVerified: true,
    name: 'Someone',
    accountType: 'agency',
    timeZone: 'Europe/Berlin',
    twoFactorEnabled: false,
    homeOrganizationId: null,
    onboarding: { step: 'profile', done: { profile: null }, skipped: [], completedAt: null },
  });
});

test('a verification that was lost is sent again, and only while it is needed', async () => {
  const email = newAddress();
  await anyone.identity.signUp({ email, password, name: 'Someone' });
  await anyone.identity.resendVerification({ email });
  const [, second] = await mailsTo(email, 2);
  await anyone.identity.verifyEmail({ token: tokenIn(second) });
  await anyone.identity.resendVerification({ email });
  await anyone.identity.requestPasswordReset({ email });
  const subjects = (await mailsTo(email, 3)).map(({ subject }) => subject);
  expect(subjects.toSorted()).toEqual(['Set a new password', 'Verify your address', 'Verify your address']);
});

test('first steps go on as they are done or left out, and a step left out can still be done', async () => {
  const { client } = await signedUp();
  expect((await client.identity.completeOnboardingStep({ step: 'profile' })).onboarding.step).toBe('organization');
  expect((await client.identity.skipOnboardingStep({ step: 'connection' })).onboarding).toMatchObject({
    step: 'organization',
    skipped: ['connection'],
    completedAt: null,
  });
  const done = await client.identity.completeOnboardingStep({ step: 'organization' });
  expect(done.onboarding).toMatchObject({ step: 'done', completedAt: expect.any(String) });
  const last = await client.identity.completeOnboardingStep({ step: 'connection' });
  expect(last.onboarding).toMatchObject({ skipped: [], completedAt: done.onboarding.completedAt });
  expect((await client.identity.me()).onboarding).toEqual(last.onboarding);
});

test('a profile is changed field by field, and what cannot be is refused', async () => {
  const { client } = await signedUp();
  const filled = {
    image: 'https://example.com/a.png',
    phone: '+491701234567',
    locale: 'de-AT',
    timeZone: 'Europe/Vienna',
  };
  expect(await client.identity.updateProfile({ ...filled, accountType: 'artist' })).toMatchObject({
    ...filled,
    accountType: 'artist',
  });
  expect(await client.identity.updateProfile({ phone: null })).toMatchObject({ ...filled, phone: null });
  for (const [field, value] of [
    ['image', 'javascript:alert(1)'],
    ['phone', '0170'],
    ['locale', '-'],
    ['timeZone', 'Nowhere'],
  ])
    expect(await errorOf(client.identity.updateProfile({ [field ?? '']: value }))).toMatchObject({
      code: 'invalid_input',
      details: { fields: [{ path: field }] },
    });
});

test('a second factor is set up, asked for at sign-in, and switched off again', async () => {
  const { client, email } = await signedUp();
  const other = as((await anyone.identity.signIn({ email, password })).session);
  expect(await errorOf(client.identity.enableTwoFactor({ password: 'wrong' }))).toMatchObject({
    code: 'password_wrong',
  });
  const { uri, backupCodes } = await client.identity.enableTwoFactor({ password });
  expect(await errorOf(client.identity.confirmTwoFactor({ code: '000000' }))).toMatchObject({
    code: 'two_factor_failed',
  });
  const confirmed = as((await client.identity.confirmTwoFactor({ code: totp(uri) })).session);
  for (const ended of [client, other])
    expect(await errorOf(ended.identity.me())).toMatchObject({ code: 'session_invalid' });
  expect(await confirmed.identity.me()).toMatchObject({ twoFactorEnabled: true });
  expect(await errorOf(confirmed.identity.confirmTwoFactor({ code: totp(uri) }))).toMatchObject({ code: 'conflict' });

  const first = await anyone.identity.signIn({ email, password });
  expect(first).toMatchObject({ session: null, twoFactorRequired: true });
  const challenge = first.challenge ?? '';
  expect(await errorOf(anyone.identity.verifyTwoFactor({ challenge, code: '000000' }))).toMatchObject({
    code: 'two_factor_failed',
  });
  const byCode = await anyone.identity.verifyTwoFactor({ challenge, code: totp(uri) });
  expect(await as(byCode.session).identity.me()).toMatchObject({ email });
  expect(await errorOf(anyone.identity.verifyTwoFactor({ challenge, code: totp(uri) }))).toMatchObject({
    code: 'two_factor_failed',
  });

  const backup = backupCodes?.[0] ?? '';
  const second = await anyone.identity.signIn({ email, password });
  const byBackup = await anyone.identity.verifyTwoFactor({ challenge: second.challenge ?? '', code: backup });
  const third = await anyone.identity.signIn({ email, password });
  expect(
    await errorOf(anyone.identity.verifyTwoFactor({ challenge: third.challenge ?? '', code: backup })),
  ).toMatchObject({ code: 'two_factor_failed' });

  const { session } = await as(byBackup.session).identity.disableTwoFactor({ password });
  expect(await as(session).identity.me()).toMatchObject({ twoFactorEnabled: false });
  expect(await anyone.identity.signIn({ email, password })).toMatchObject({ twoFactorRequired: false });
});

test('after five wrong codes a challenge is void, also for the right one', async () => {
  const { client, email } = await signedUp();
  const { uri } = await client.identity.enableTwoFactor({ password });
  await client.identity.confirmTwoFactor({ code: totp(uri) });
  const challenge = (await anyone.identity.signIn({ email, password })).challenge ?? '';
  for (let attempt = 0; attempt < 5; attempt += 1)
    expect(await errorOf(anyone.identity.verifyTwoFactor({ challenge, code: '000000' }))).toMatchObject({
      code: 'two_factor_failed',
    });
  expect(await errorOf(anyone.identity.verifyTwoFactor({ challenge, code: totp(uri) }))).toMatchObject({
    code: 'two_factor_failed',
  });
});

test('a lost password is set anew by mail, once, and every session ends', async () => {
  const { client, email } = await signedUp();
  await anyone.identity.requestPasswordReset({ email });
  const token = tokenIn((await mailsTo(email, 2)).find(({ subject }) => subject === 'Set a new password'));
  const newPassword = 'another long sentence of mine';
  expect(await errorOf(anyone.identity.resetPassword({ token: `${token}x`, newPassword }))).toMatchObject({
    code: 'token_invalid',
  });
  await anyone.identity.resetPassword({ token, newPassword });
  expect(await errorOf(anyone.identity.resetPassword({ token, newPassword }))).toMatchObject({ code: 'token_invalid' });
  expect(await errorOf(client.identity.me())).toMatchObject({ code: 'session_invalid' });
  expect(await errorOf(anyone.identity.signIn({ email, password }))).toMatchObject({ code: 'sign_in_failed' });
  expect((await anyone.identity.signIn({ email, password: newPassword })).session).not.toBeNull();
  expect((await mailsTo(email, 3)).some(({ text }) => text.includes('was reset'))).toBe(true);
});

test('a changed password ends every other session and replaces that of the call', async () => {
  const { client, email } = await signedUp();
  const other = as((await anyone.identity.signIn({ email, password })).session);
  const newPassword = 'another long sentence of mine';
  expect(await errorOf(client.identity.changePassword({ currentPassword: 'wrong', newPassword }))).toMatchObject({
    code: 'password_wrong',
  });
  const { session } = await client.identity.changePassword({ currentPassword: password, newPassword });
  for (const ended of [client, other])
    expect(await errorOf(ended.identity.me())).toMatchObject({ code: 'session_invalid' });
  expect(await as(session).identity.me()).toMatchObject({ email });
});

test('sessions are listed, and ended one by one, all others at once, or by signing out', async () => {
  const { client, email } = await signedUp();
  const [second, third] = [
    as((await anyone.identity.signIn({ email, password })).session),
    as((await anyone.identity.signIn({ email, password })).session),
  ];
  const { items } = await client.identity.listSessions();
  expect(items.map(({ current }) => current)).toEqual([false, false, true]);
  expect(items[0]).toMatchObject({ ip: expect.stringContaining('127.0.0.1'), userAgent: expect.any(String) });
  await client.identity.revokeSession({ id: items[0]?.id ?? '' });
  expect(await errorOf(third.identity.me())).toMatchObject({ code: 'session_invalid' });
  expect(await errorOf(client.identity.revokeSession({ id: items[0]?.id ?? '' }))).toMatchObject({ code: 'not_found' });
  expect(await client.identity.revokeOtherSessions()).toEqual({ revoked: 1 });
  expect(await errorOf(second.identity.me())).toMatchObject({ code: 'session_invalid' });
  await client.identity.signOut();
  expect(await errorOf(client.identity.me())).toMatchObject({ code: 'session_invalid' });
});

test('nobody ends the session of somebody else', async () => {
  const [one, other] = [await signedUp(), await signedUp()];
  const { items } = await other.client.identity.listSessions();
  expect(await errorOf(one.client.identity.revokeSession({ id: items[0]?.id ?? '' }))).toMatchObject({
    code: 'not_found',
  });
  expect(await other.client.identity.me()).toMatchObject({ email: other.email });
});

test('an address is changed once its new owner confirms, and the old one is told', async () => {
  const { client, email } = await signedUp();
  const newEmail = newAddress();
  expect(await errorOf(client.identity.changeEmail({ newEmail, password: 'wrong' }))).toMatchObject({
    code: 'password_wrong',
  });
  await client.identity.changeEmail({ newEmail, password });
  const token = tokenIn((await mailsTo(newEmail))[0]);
  expect((await client.identity.me()).email).toBe(email);
  expect(await errorOf(anyone.identity.verifyEmail({ token }))).toMatchObject({ code: 'token_invalid' });
  await anyone.identity.confirmEmailChange({ token });
  expect(await client.identity.me()).toMatchObject({ email: newEmail, emailVerified: true });
  expect(await errorOf(anyone.identity.confirmEmailChange({ token }))).toMatchObject({ code: 'token_invalid' });
  expect(await errorOf(anyone.identity.signIn({ email, password }))).toMatchObject({ code: 'sign_in_failed' });
  expect((await mailsTo(email, 3)).filter(({ text }) => text.includes(newEmail))).toHaveLength(2);
});

test('an address that somebody took meanwhile is not changed to', async () => {
  const { client, email } = await signedUp();
  const newEmail = newAddress();
  await client.identity.changeEmail({ newEmail, password });
  const token = tokenIn((await mailsTo(newEmail))[0]);
  await anyone.identity.signUp({ email: newEmail, password, name: 'Someone else' });
  expect(await errorOf(anyone.identity.confirmEmailChange({ token }))).toMatchObject({ code: 'token_invalid' });
  expect((await client.identity.me()).email).toBe(email);
});

test('what happened to an account is listed for its person, refused attempts too', async () => {
  const { client, email } = await signedUp();
  await errorOf(anyone.identity.signIn({ email, password: 'wrong' }));
  await expect
    .poll(async () =>
      (await client.identity.listEvents({ limit: 200 })).items.map(({ action, outcome }) => `${action} ${outcome}`),
    )
    .toEqual(['identity.signIn refused', 'identity.signIn done', 'identity.verifyEmail done', 'identity.signUp done']);
  const pages = await client.identity.listEvents({ limit: 1 }).toArray({ limit: 10 });
  expect(pages).toHaveLength(4);
});

test('sign-ins of a member stand in the audit of their home organization, without any secret', async () => {
  const { client, email } = await signedUp();
  const label = await testServer.organization();
  const { id } = await client.identity.me();
  await testServer.join(label, id, 'manager');
  await server.services.postgres.auth`update users set organization_id = ${label.id} where id = ${id}`;
  await client.identity.updateProfile({ name: 'Renamed' });
  await anyone.identity.signIn({ email, password });
  await errorOf(anyone.identity.signIn({ email, password: 'wrong password of mine' }));
  const entries = async () => (await label.client.audit.list({ resourceId: id })).items;
  await expect
    .poll(async () => (await entries()).map(({ action }) => action).toSorted())
    .toEqual(['identity.signIn', 'identity.signIn.refused', 'identity.updateProfile']);
  const found = await entries();
  expect(found.find(({ action }) => action === 'identity.updateProfile')).toMatchObject({
    actor: { kind: 'user', id },
    changes: [{ field: 'name', before: 'Someone', after: 'Renamed' }],
  });
  expect(found.find(({ action }) => action === 'identity.signIn.refused')).toMatchObject({ actor: { kind: 'system' } });
  expect(JSON.stringify(found)).not.toContain(password);
});
