import { z } from 'zod';
import { mutation } from '../core/procedure.ts';
import {
  Accepted,
  EmailAddress,
  MailToken,
  NewPassword,
  SignedIn,
  SignInInput,
  SignUpInput,
  Transport,
} from './schemas.ts';

const email = 'someone@example.com';

/** Calls by which somebody becomes known. */
export const signInProcedures = {
  signUp: mutation({
    permission: 'public',
    input: SignUpInput,
    output: Accepted,
    errors: ['rate_limited'],
    http: { method: 'POST', path: '/v1/identity/sign-up' },
    weight: 5,
    summary: 'Sign up',
    description:
      'Makes an account, which can be used once the address is verified: a mail brings the token for `identity.verifyEmail`. For an address that has an account already the answer is the same, and the mail says so to its owner.',
    example: { email, password: 'a long sentence that only I know', name: 'Someone', accountType: 'label' },
  }),
  verifyEmail: mutation({
    permission: 'public',
    input: z.object({ token: MailToken }),
    output: z.object({ verified: z.literal(true) }).meta({ id: 'EmailVerified' }),
    errors: ['token_invalid', 'rate_limited'],
    http: { method: 'POST', path: '/v1/identity/verify-email' },
    weight: 2,
    summary: 'Verify an address',
    description: 'Proves that an address is one’s own, by the token of the mail that was sent to it within 24 hours.',
    example: { token: 'eyJhbGciOiJIUzI1NiJ9.eyJlbWFpbCI6InNvbWVvbmUifQ.c2lnbmF0dXJl' },
  }),
  resendVerification: mutation({
    permission: 'public',
    input: z.object({ email: EmailAddress }),
    output: Accepted,
    errors: ['rate_limited'],
    http: { method: 'POST', path: '/v1/identity/resend-verification' },
    weight: 5,
    summary: 'Send the verification again',
    description: 'Sends the mail of `identity.signUp` once more, where the address waits for its verification.',
    example: { email },
  }),
  signIn: mutation({
    permission: 'public',
    input: SignInInput,
    output: SignedIn,
    errors: ['sign_in_failed', 'email_not_verified', 'rate_limited', 'foreign_origin'],
    http: { method: 'POST', path: '/v1/identity/sign-in' },
    secrets: ['session', 'challenge'],
    weight: 5,
    summary: 'Sign in',
    description:
      'Begins a session, or asks for the second factor. A wrong password and an unknown address are answered alike; `email_not_verified` only comes with the right password.',
    example: { email, password: 'a long sentence that only I know' },
  }),
  verifyTwoFactor: mutation({
    permission: 'public',
    input: z.object({
      challenge: z.string().min(1).max(1024).describe('As `identity.signIn` answered it.'),
      code: z.string().trim().min(6).max(32).describe('Six digits of the authenticator app, or a backup code.'),
      transport: Transport,
    }),
    output: SignedIn,
    errors: ['two_factor_failed', 'rate_limited', 'foreign_origin'],
    http: { method: 'POST', path: '/v1/identity/two-factor/verify' },
    secrets: ['session', 'challenge'],
    weight: 5,
    summary: 'Give the second factor',
    description:
      'Completes a sign-in. After five wrong codes the challenge is void, and after ten in a row for one account none is taken for 15 minutes.',
    example: { challenge: 'challenge-of-the-sign-in.signature', code: '123456' },
  }),
  requestPasswordReset: mutation({
    permission: 'public',
    input: z.object({ email: EmailAddress }),
    output: Accepted,
    errors: ['rate_limited'],
    http: { method: 'POST', path: '/v1/identity/request-password-reset' },
    weight: 5,
    summary: 'Ask for a new password',
    description:
      'Sends the token for `identity.resetPassword`, where the address has an account. It is answered alike where not.',
    example: { email },
  }),
  resetPassword: mutation({
    permission: 'public',
    input: z.object({ token: MailToken, newPassword: NewPassword }),
    output: z.object({ reset: z.literal(true) }).meta({ id: 'PasswordReset' }),
    errors: ['token_invalid', 'rate_limited'],
    http: { method: 'POST', path: '/v1/identity/reset-password' },
    weight: 5,
    summary: 'Set a new password by mail',
    description: 'Sets the password by the token of the mail, within an hour, and ends every session of the person.',
    example: { token: 'token-of-the-mail', newPassword: 'another long sentence of mine' },
  }),
  confirmEmailChange: mutation({
    permission: 'public',
    input: z.object({ token: MailToken }),
    output: z.object({ changed: z.literal(true) }).meta({ id: 'EmailChanged' }),
    errors: ['token_invalid', 'rate_limited'],
    http: { method: 'POST', path: '/v1/identity/confirm-email-change' },
    weight: 2,
    summary: 'Confirm a new address',
    description:
      'Makes the address of `identity.changeEmail` the person’s own, by the token of the mail that was sent to it.',
    example: { token: 'eyJhbGciOiJIUzI1NiJ9.eyJlbWFpbCI6InNvbWVvbmUifQ.c2lnbmF0dXJl' },
  }),
};
