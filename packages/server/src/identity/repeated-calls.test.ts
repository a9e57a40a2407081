import { expect, test } from 'vitest';
import { password, people, tokenIn } from '../../test/people.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const testServer = await openTestServer();
const { mailsTo } = testServer;
const { anyone, newAddress, signedUp } = people(testServer);
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
