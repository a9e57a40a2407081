import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { mutation, query } from '../core/procedure.ts';
import { BackupCodes, Password, SessionEntry, SessionReplaced, TwoFactorSetup } from './schemas.ts';

const password = 'a long sentence that only I know';

/** Sessions and the second factor of signed-in people. */
export const sessionProcedures = {
  signOut: mutation({
    permission: 'self',
    input: z.object({}),
    output: z.object({ signedOut: z.literal(true) }).meta({ id: 'SignedOut' }),
    errors: [],
    http: { method: 'POST', path: '/v1/identity/sign-out' },
    weight: 2,
    summary: 'Sign out',
    description: 'Ends the session of the call.',
    example: {},
  }),
  listSessions: query({
    permission: 'self',
    input: z.object({}),
    output: z.object({ items: z.array(SessionEntry) }).meta({ id: 'SessionList' }),
    errors: [],
    http: { method: 'GET', path: '/v1/identity/sessions' },
    weight: 1,
    summary: 'My sessions',
    description: 'Every session that has not ended, newest first.',
    example: {},
  }),
  revokeSession: mutation({
    permission: 'self',
    input: z.object({ id: Id }),
    output: z.object({ revoked: z.int() }).meta({ id: 'SessionsRevoked' }),
    errors: ['not_found'],
    http: { method: 'POST', path: '/v1/identity/sessions/{id}/revoke' },
    weight: 2,
    summary: 'End a session',
    description: 'Ends one of the person’s sessions; calls with it are refused at once.',
    example: { id: '0199a4f2-7c00-7000-8000-000000000001' },
  }),
  revokeOtherSessions: mutation({
    permission: 'self',
    input: z.object({}),
    output: z
      .object({ revoked: z.int().describe('How many sessions were ended.') })
      .meta({ id: 'OtherSessionsRevoked' }),
    errors: [],
    http: { method: 'POST', path: '/v1/identity/sessions/revoke-others' },
    weight: 2,
    summary: 'End all other sessions',
    description: 'Ends every session of the person except that of the call.',
    example: {},
  }),
  enableTwoFactor: mutation({
    permission: 'self',
    input: z.object({ password: Password }),
    output: TwoFactorSetup,
    errors: ['password_wrong', 'conflict', 'rate_limited'],
    http: { method: 'POST', path: '/v1/identity/two-factor/enable' },
    secrets: ['uri', 'backupCodes'],
    weight: 5,
    summary: 'Set up a second factor',
    description:
      'Answers what an authenticator app needs and the backup codes. It holds once `identity.confirmTwoFactor` was called with a code of the app.',
    example: { password },
  }),
  confirmTwoFactor: mutation({
    permission: 'self',
    input: z.object({
      code: z
        .string()
        .trim()
        .regex(/^\d{6}$/, 'must be six digits'),
    }),
    output: SessionReplaced,
    errors: ['two_factor_failed', 'conflict', 'rate_limited'],
    http: { method: 'POST', path: '/v1/identity/two-factor/confirm' },
    secrets: ['session'],
    weight: 5,
    summary: 'Switch the second factor on',
    description:
      'From now on a sign-in needs a code. Every session ends, that of the call included; a new one is answered.',
    example: { code: '123456' },
  }),
  regenerateBackupCodes: mutation({
    permission: 'self',
    input: z.object({ password: Password }),
    output: BackupCodes,
    errors: ['password_wrong', 'conflict', 'rate_limited'],
    http: { method: 'POST', path: '/v1/identity/two-factor/backup-codes' },
    secrets: ['backupCodes'],
    weight: 5,
    summary: 'Replace my backup codes',
    description:
      'Answers new backup codes, and voids those that are left; the app and its codes stay. It is a `conflict` while the second factor is off.',
    example: { password },
  }),
  disableTwoFactor: mutation({
    permission: 'self',
    input: z.object({ password: Password }),
    output: SessionReplaced,
    errors: ['password_wrong', 'rate_limited'],
    http: { method: 'POST', path: '/v1/identity/two-factor/disable' },
    secrets: ['session'],
    weight: 5,
    summary: 'Switch the second factor off',
    description: 'Sign-ins need the password alone again. The session of the call ends; a new one is answered.',
    example: { password },
  }),
};
