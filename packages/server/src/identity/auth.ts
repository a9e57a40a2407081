import { identityAdapter } from '@songtrackpro/db';
import { z } from 'zod';
import type { Services } from '../core/context.ts';
import { readVerification } from './mail-token.ts';
import * as mails from './mails.ts';

/** Seconds that the token of a mail holds. */
const verificationSeconds = 24 * 60 * 60;
const resetSeconds = 60 * 60;

/** Where other services send people back to is below this. */
export const socialPath = '/v1/identity/social';

const mailAddress = /[^\s@"']+@[^\s@"']+/g;

/** The library’s own lines may carry addresses, and its errors statements with their values: neither is passed on. */
function logFault(services: Services, message: string, args: readonly unknown[]): void {
  const error = args.find((arg) => arg instanceof Error);
  const cause = error?.cause instanceof Error && 'code' in error.cause ? error.cause.code : undefined;
  services.log.error({ fault: error?.name, cause }, message.replaceAll(mailAddress, '[address]'));
}

/** The sign-in library, set up for our tables, mails and rules. */
async function createAuth(services: Services) {
  const [{ betterAuth }, { twoFactor }, database] = await Promise.all([
    import('better-auth/minimal'),
    import('better-auth/plugins/two-factor'),
    identityAdapter(services.postgres),
  ]);
  const { publicUrl, trusted } = services.signIn.origins;
  return betterAuth({
    appName: 'SongTrackPro',
    baseURL: publicUrl ?? 'http://127.0.0.1',
    basePath: socialPath,
    secret: services.signIn.secret,
    trustedOrigins: [...trusted],
    database,
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message, ...args) => logFault(services, message, args) },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      autoSignIn: false,
      // Characters are counted by the contract; this counts UTF-16.
      minPasswordLength: 1,
      maxPasswordLength: 1024,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: resetSeconds,
      sendResetPassword: ({ user, token }) => mails.passwordReset(services, user.email, token),
      onExistingUserSignUp: async ({ user }) => {
        if (user.emailVerified) await mails.alreadySignedUp(services, user.email);
        else await authOf(services).then((auth) => auth.api.sendVerificationEmail({ body: { email: user.email } }));
      },
    },
    emailVerification: {
      expiresIn: verificationSeconds,
      sendVerificationEmail: ({ user, token }) =>
        readVerification(token).newEmail === null
          ? mails.verification(services, user.email, token)
          : mails.emailChange(services, user.email, token),
    },
    user: {
      changeEmail: { enabled: true },
      additionalFields: {
        // Nobody becomes `admin` this way; the database refuses it as well.
        role: { type: 'string', required: false, validator: { input: z.enum(['artist', 'label', 'agency']) } },
      },
    },
    account: { encryptOAuthTokens: true },
    // A service that doesn't vouch for the address makes an account that waits for our own mail.
    socialProviders: Object.fromEntries(
      Object.entries(services.signIn.social).map(([name, keys]) => [name, { ...keys, requireEmailVerification: true }]),
    ),
    plugins: [twoFactor({ issuer: 'SongTrackPro' })],
    session: { expiresIn: 7 * 24 * 60 * 60, freshAge: 0 },
    rateLimit: { enabled: true, storage: 'database' },
    advanced: {
      database: { generateId: 'uuid' },
      ipAddress: { ipAddressHeaders: ['x-real-ip'] },
      useSecureCookies: publicUrl?.startsWith('https:') === true,
    },
  });
}

export type Auth = Awaited<ReturnType<typeof createAuth>>;

const instances = new WeakMap<Services, Promise<Auth>>();

/** The library of this server process. It is loaded by the first call that needs it, for a start needn't wait for it. */
export function authOf(services: Services): Promise<Auth> {
  const known = instances.get(services);
  if (known) return known;
  const made = createAuth(services);
  instances.set(services, made);
  return made;
}
