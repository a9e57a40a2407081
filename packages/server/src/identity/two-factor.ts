import type { contract } from '@songtrackpro/contracts';
import { deleteSessions, findProfile } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { PersonContext, Services } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { rethrowRefusal } from './api-errors.ts';
import { authOf } from './auth.ts';
import { type AuthCall, cookieOf, sessionCall } from './call-auth.ts';
import { limitAttempts } from './limit-attempts.ts';
import { notice } from './mails.ts';
import { recordEvent } from './record-event.ts';
import { handOver } from './sign-in.ts';
import { withLibrary } from './with-library.ts';

export const enableTwoFactor: Verb<typeof contract.identity.enableTwoFactor> = async (ctx, { password }) => {
  const { auth, headers } = await sessionCall(ctx);
  const set = await limitAttempts(ctx, ctx.actor.user.id, () =>
    withLibrary(ctx, async () => {
      const made = await auth.api.enableTwoFactor({ body: { password }, headers });
      await recordEvent(ctx, { userId: ctx.actor.user.id });
      return made;
    }).catch(rethrowRefusal),
  );
  if (!('totpURI' in set)) throw new AppError('internal', { cause: new Error('the second factor is no TOTP') });
  return { uri: set.totpURI, backupCodes: set.backupCodes };
};

/** The library replaces the session when the second factor changes; its cookie has the new one. */
async function newSession(ctx: PersonContext, { auth }: AuthCall, answered: Headers): Promise<string> {
  const signed = await cookieOf(auth, answered, 'session_token');
  const token = signed === null ? null : ctx.services.sessions.open(signed);
  if (token === null)
    throw new AppError('internal', { cause: new Error('no session after the change of the second factor') });
  return token;
}

export const confirmTwoFactor: Verb<typeof contract.identity.confirmTwoFactor> = async (ctx, { code }) => {
  const { user } = ctx.actor;
  const person = await findProfile(ctx.services.postgres, user.id);
  if (person?.twoFactorEnabled) throw new AppError('conflict', { message: 'The second factor is on already.' });
  const call = await sessionCall(ctx);
  const answered = await limitAttempts(ctx, user.id, () =>
    withLibrary(ctx, async () => {
      const { headers } = await call.auth.api.verifyTOTP({
        body: { code },
        headers: call.headers,
        returnHeaders: true,
      });
      await recordEvent(ctx, {
        userId: user.id,
        before: { twoFactorEnabled: false },
        after: { twoFactorEnabled: true },
      });
      return headers;
    }).catch(rethrowRefusal),
  );
  await notice(ctx.services, user.email, 'A second factor is now needed to sign in to your SongTrackPro account.');
  // Sessions that began with the password alone end.
  const token = await newSession(ctx, call, answered);
  await deleteSessions(ctx.services.postgres, user.id, token);
  return { session: handOver(ctx, token, ctx.actor.byCookie) };
};

export const regenerateBackupCodes: Verb<typeof contract.identity.regenerateBackupCodes> = async (ctx, input) => {
  const { user } = ctx.actor;
  const { auth, headers } = await sessionCall(ctx);
  const { backupCodes } = await limitAttempts(ctx, user.id, () =>
    withLibrary(ctx, async () => {
      const made = await auth.api.generateBackupCodes({ body: input, headers });
      await recordEvent(ctx, { userId: user.id });
      return made;
    }).catch(rethrowRefusal),
  );
  await notice(ctx.services, user.email, 'The backup codes of your SongTrackPro account were replaced.');
  return { backupCodes };
};

/** How many backup codes a person has who has a second factor. */
export async function countBackupCodes(services: Services, userId: string): Promise<number> {
  const auth = await authOf(services);
  const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId } });
  return backupCodes.length;
}

export const disableTwoFactor: Verb<typeof contract.identity.disableTwoFactor> = async (ctx, { password }) => {
  const { user } = ctx.actor;
  const call = await sessionCall(ctx);
  const answered = await limitAttempts(ctx, user.id, () =>
    withLibrary(ctx, async () => {
      const { headers } = await call.auth.api.disableTwoFactor({
        body: { password },
        headers: call.headers,
        returnHeaders: true,
      });
      await recordEvent(ctx, {
        userId: user.id,
        before: { twoFactorEnabled: true },
        after: { twoFactorEnabled: false },
      });
      return headers;
    }).catch(rethrowRefusal),
  );
  await notice(
    ctx.services,
    user.email,
    'No second factor is needed any more to sign in to your SongTrackPro account.',
  );
  const token = await newSession(ctx, call, answered);
  return { session: handOver(ctx, token, ctx.actor.byCookie) };
};
