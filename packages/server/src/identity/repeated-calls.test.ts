import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { password, people, tokenIn, totp } from '../../test/people.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const testServer = await openTestServer();
const { mailsTo } = testServer;
const { anyone, as, newAddress, signedUp } = people(testServer);
const repeated = { idempotencyKey: 'one-key-for-all' };

test('no caller is given the answer of another sign-in, whatever key it has', async () => {
  const [{ email }, other] = [await signedUp(), await signedUp()];
  const first = await anyone.identity.signIn({ email, password }, repeated);
  const wrong = { email, password: `${password} of somebody else` };
  expect(await errorOf(anyone.identity.signIn(wrong, repeated))).toMatchObject({ code: 'sign_in_failed' });
  const second = await anyone.identity.signIn({ email, password }, repeated);
  const others = await anyone.identity.signIn({ email: other.email, password }, repeated);
  const sessions = [first, second, others].map(({ session }) => session);
  expect(sessions).not.toContain(null);
  expect(new Set(sessions).size).toBe(3);
});

test('a repeated sign-up and a repeated verification are answered as the first one', async () => {
  const email = newAddress();
  const account = { email, password, name: 'Someone', accountType: 'label' as const };
  expect(await anyone.identity.signUp(account, repeated)).toEqual({ accepted: true });
  expect(await anyone.identity.signUp(account, repeated)).toEqual({ accepted: true });
  const token = tokenIn((await mailsTo(email))[0]);
  expect(await anyone.identity.verifyEmail({ token }, repeated)).toEqual({ verified: true });
  expect(await anyone.identity.verifyEmail({ token }, repeated)).toEqual({ verified: true });
});

test('a repeated reset is refused, for its token is used up, and leaves the password that the first one set', async () => {
  const { email } = await signedUp();
  await anyone.identity.requestPasswordReset({ email }, repeated);
  const mails = await mailsTo(email, 2);
  const reset = { token: tokenIn(mails.at(-1)), newPassword: 'another long sentence of mine' };
  await anyone.identity.resetPassword(reset, repeated);
  const again = { ...reset, newPassword: 'a sentence that is never set' };
  for (const call of [reset, again])
    expect(await errorOf(anyone.identity.resetPassword(call, repeated))).toMatchObject({ code: 'token_invalid' });
  const { session } = await anyone.identity.signIn({ email, password: reset.newPassword }, repeated);
  expect(session).toEqual(expect.any(String));
});

test('a repeated set-up of the second factor changes nothing and is told that its secrets were shown once', async () => {
  const { client, email } = await signedUp();
  const first = await client.identity.enableTwoFactor({ password }, repeated);
  expect(first).toEqual({ uri: expect.stringMatching(/^otpauth:/), backupCodes: expect.any(Array) });
  const again = await client.identity.enableTwoFactor({ password }, repeated);
  expect(again).toEqual({
    uri: null,
    backupCodes: null,
    hint: expect.stringMatching(/Shown once, in its first answer: uri, backupCodes/),
  });
  // The first answer is still what holds.
  const shown = totp(first.uri);
  const { session } = await client.identity.confirmTwoFactor({ code: shown }, repeated);
  const challenge = (await anyone.identity.signIn({ email, password })).challenge ?? '';
  const code = first.backupCodes?.[0] ?? '';
  expect((await anyone.identity.verifyTwoFactor({ challenge, code })).session).not.toBeNull();
  expect(await as(session).identity.confirmTwoFactor({ code: shown }, repeated)).toMatchObject({ session: null });
  const off = { idempotencyKey: 'off' };
  const { session: left } = await as(session).identity.disableTwoFactor({ password }, off);
  expect(await as(left).identity.disableTwoFactor({ password }, off)).toEqual({
    session: null,
    hint: expect.stringContaining('session'),
  });
  expect(await errorOf(as(left).identity.enableTwoFactor({ password: 'another' }, repeated))).toMatchObject({
    code: 'idempotency_key_reused',
  });
});

test('calls of a person at the same time with one key have one effect and one answer', async () => {
  const { client } = await signedUp();
  const calls = Array.from({ length: 4 }, () => client.identity.enableTwoFactor({ password }, repeated));
  const uris = (await Promise.all(calls)).map(({ uri }) => uri).filter((uri) => uri !== null);
  expect(uris).toHaveLength(1);
  const confirmed = await client.identity.confirmTwoFactor({ code: totp(uris[0] ?? '') });
  expect(confirmed.session).not.toBeNull();
});

test('each of a person’s own calls is answered again under its key, and happens once', async () => {
  const { client, email } = await signedUp();
  const other = (await anyone.identity.signIn({ email, password })).session;
  const { items } = await client.identity.listSessions();
  const id = items.find(({ current }) => !current)?.id ?? '';
  const calls: ((my: typeof client.identity) => Promise<unknown>)[] = [
    (my) => my.updateProfile({ name: 'Renamed' }, repeated),
    (my) => my.completeOnboardingStep({ step: 'profile' }, repeated),
    (my) => my.skipOnboardingStep({ step: 'connection' }, repeated),
    (my) => my.revokeSession({ id }, repeated),
    (my) => my.revokeOtherSessions(repeated),
  ];
  for (const call of calls) expect(await call(client.identity)).toEqual(await call(client.identity));
  expect(await errorOf(as(other).identity.me())).toMatchObject({ code: 'session_invalid' });
  const newEmail = newAddress();
  for (const _ of [1, 2]) await client.identity.changeEmail({ newEmail, password }, repeated);
  const actions = (await client.identity.listEvents()).items.map(({ action }) => action);
  for (const name of ['updateProfile', 'completeOnboardingStep', 'revokeSession', 'revokeOtherSessions', 'changeEmail'])
    expect(
      actions.filter((action) => action === `identity.${name}`),
      name,
    ).toHaveLength(1);
});

test('a call that ended its own session is answered again by the session that goes on', async () => {
  const { client, email } = await signedUp();
  const input = { currentPassword: password, newPassword: 'another long sentence of mine' };
  const { session } = await client.identity.changePassword(input, repeated);
  expect(await errorOf(client.identity.changePassword(input, repeated))).toMatchObject({ code: 'session_invalid' });
  expect(await as(session).identity.changePassword(input, repeated)).toMatchObject({ session: null });
  const { session: later } = await anyone.identity.signIn({ email, password: input.newPassword });
  expect(await as(later).identity.changePassword(input, repeated)).toMatchObject({ session: null });
  await as(later).identity.deleteAccount({ password: input.newPassword }, repeated);
  const gone = as(later).identity.deleteAccount({ password: input.newPassword }, repeated);
  expect(await errorOf(gone)).toMatchObject({ code: 'session_invalid' });
});

test('a person’s call that failed leaves its key free, and no password can be guessed from what is kept', async () => {
  const { client } = await signedUp();
  const wrong = client.identity.enableTwoFactor({ password: 'wrong' }, repeated);
  expect(await errorOf(wrong)).toMatchObject({ code: 'password_wrong' });
  const { uri } = await client.identity.enableTwoFactor({ password }, repeated);
  expect(uri).not.toBeNull();
  const { id } = await client.identity.me();
  const kept = await testServer.server.services.postgres.auth<{ hash: Uint8Array; text: string }[]>`
    select request_hash as hash, answer::text as text from personal_answers where user_id = ${id}`;
  expect(kept).toHaveLength(1);
  const plain = createHash('sha256').update(JSON.stringify({ password })).digest();
  expect(Buffer.from(kept[0]?.hash ?? []).equals(plain)).toBe(false);
  expect(kept[0]?.text).not.toContain('otpauth');
});
