import { createHook } from 'node:async_hooks';
import { expect, test } from 'vitest';
import { password, people, totp } from '../../test/people.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const testServer = await openTestServer();
const { anyone, as, newAddress, signedUp } = people(testServer);

/** Somebody whose sign-in needs a second factor. */
async function withSecondFactor() {
  const { client, email } = await signedUp();
  const { uri, backupCodes } = await client.identity.enableTwoFactor({ password });
  const { session } = await client.identity.confirmTwoFactor({ code: totp(uri) });
  const challenge = async () => (await anyone.identity.signIn({ email, password })).challenge ?? '';
  return { email, uri, backupCodes: backupCodes ?? [], client: as(session), challenge };
}

test('a code of the app signs in once, also for another challenge', async () => {
  const { uri, challenge, client } = await withSecondFactor();
  const [first, second] = [await challenge(), await challenge()];
  const code = totp(uri);
  await anyone.identity.verifyTwoFactor({ challenge: first, code });
  const sessions = (await client.identity.listSessions()).items.length;
  expect(await errorOf(anyone.identity.verifyTwoFactor({ challenge: second, code }))).toMatchObject({
    code: 'two_factor_failed',
  });
  expect((await client.identity.listSessions()).items).toHaveLength(sessions);
});

test('of many who send one code at the same instant, one is signed in', async () => {
  const { uri, challenge, client } = await withSecondFactor();
  const challenges = [await challenge(), await challenge(), await challenge(), await challenge()];
  const code = totp(uri);
  const answers = await Promise.allSettled(
    challenges.map((one) => anyone.identity.verifyTwoFactor({ challenge: one, code })),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await client.identity.listSessions()).items).toHaveLength(2);
});

test('the next code of the app is taken after one that was used', async () => {
  const { uri, challenge, email } = await withSecondFactor();
  await anyone.identity.verifyTwoFactor({ challenge: await challenge(), code: totp(uri) });
  const { session } = await anyone.identity.verifyTwoFactor({ challenge: await challenge(), code: totp(uri, 1) });
  expect(await as(session).identity.me()).toMatchObject({ email });
});

test('a new set-up voids the app and the backup codes of the one before', async () => {
  const { uri, backupCodes, client, email } = await withSecondFactor();
  const { session } = await client.identity.disableTwoFactor({ password });
  const again = await as(session).identity.enableTwoFactor({ password });
  await as(session).identity.confirmTwoFactor({ code: totp(again.uri) });
  const challenge = (await anyone.identity.signIn({ email, password })).challenge ?? '';
  for (const code of [totp(uri), backupCodes[0] ?? ''])
    expect(await errorOf(anyone.identity.verifyTwoFactor({ challenge, code }))).toMatchObject({
      code: 'two_factor_failed',
    });
  const backup = again.backupCodes?.at(-1) ?? '';
  expect((await anyone.identity.verifyTwoFactor({ challenge, code: backup })).session).not.toBeNull();
});

/** Password hashes that are computed while something runs: they are what a sign-in takes its time for. */
async function hashesDuring(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const hook = createHook({
    init: (_, type) => {
      if (type === 'SCRYPTREQUEST') count += 1;
    },
  }).enable();
  await work();
  hook.disable();
  return count;
}

test('a known and an unknown address cost the same number of password hashes', async () => {
  const { email } = await signedUp();
  const calls = [
    (address: string) => anyone.identity.signIn({ email: address, password: 'not the password' }).catch(() => {}),
    (address: string) => anyone.identity.signUp({ email: address, password, name: 'Someone' }),
  ];
  for (const call of calls) {
    const known = await hashesDuring(() => call(email));
    expect(known).toBeGreaterThan(0);
    expect(await hashesDuring(() => call(newAddress()))).toBe(known);
  }
});

test('whoever is signed in sees how many backup codes are left, and replaces them with the password', async () => {
  const { client, email, backupCodes, challenge, uri } = await withSecondFactor();
  expect(await client.identity.me()).toMatchObject({ twoFactorEnabled: true, backupCodesLeft: backupCodes.length });
  await anyone.identity.verifyTwoFactor({ challenge: await challenge(), code: backupCodes[0] ?? '' });
  expect(await client.identity.me()).toMatchObject({ backupCodesLeft: backupCodes.length - 1 });
  const wrong = client.identity.regenerateBackupCodes({ password: 'wrong' });
  expect(await errorOf(wrong)).toMatchObject({ code: 'password_wrong' });
  const keyed = { idempotencyKey: 'new-codes' };
  const made = (await client.identity.regenerateBackupCodes({ password }, keyed)).backupCodes ?? [];
  expect(await client.identity.regenerateBackupCodes({ password }, keyed)).toEqual({
    backupCodes: null,
    hint: expect.stringContaining('backupCodes'),
  });
  expect(await client.identity.me()).toMatchObject({ backupCodesLeft: made.length });
  expect(new Set([...made, ...backupCodes]).size).toBe(made.length + backupCodes.length);
  const voided = anyone.identity.verifyTwoFactor({ challenge: await challenge(), code: backupCodes[1] ?? '' });
  expect(await errorOf(voided)).toMatchObject({ code: 'two_factor_failed' });
  for (const code of [made[0] ?? '', totp(uri)])
    expect((await anyone.identity.verifyTwoFactor({ challenge: await challenge(), code })).session).not.toBeNull();
  const actions = (await client.identity.listEvents()).items.map(({ action }) => action);
  expect(actions.filter((action) => action === 'identity.regenerateBackupCodes')).toHaveLength(1);
  expect((await testServer.mailsTo(email, 3)).at(-1)?.text).toContain('backup codes');
});

test('without a second factor there are no backup codes to count or to replace', async () => {
  const { client } = await signedUp();
  expect(await client.identity.me()).toMatchObject({ twoFactorEnabled: false, backupCodesLeft: null });
  await client.identity.enableTwoFactor({ password });
  expect(await client.identity.me()).toMatchObject({ backupCodesLeft: null });
  expect(await errorOf(client.identity.regenerateBackupCodes({ password }))).toMatchObject({ code: 'conflict' });
});
