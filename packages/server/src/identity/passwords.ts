import type { contract } from '@songtrackpro/contracts';
import { findProfile } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { rethrowRefusal } from './api-errors.ts';
import { openCall, sessionCall } from './call-auth.ts';
import { checkPassword } from './check-password.ts';
import { limitAttempts, limitMails, limitTokens } from './limit-attempts.ts';
import { notice } from './mails.ts';
import { noSooner } from './no-sooner.ts';
import { recordEvent } from './record-event.ts';
import { handOver } from './sign-in.ts';
import { withLibrary } from './with-library.ts';

export const requestPasswordReset: Verb<typeof contract.identity.requestPasswordReset> = async (ctx, { email }) => {
  await limitMails(ctx, email);
  return noSooner(async () => {
    const { auth, headers } = await openCall(ctx);
    await auth.api.requestPasswordReset({ body: { email }, headers }).catch(rethrowRefusal);
    return { accepted: true };
  });
};

export const resetPassword: Verb<typeof contract.identity.resetPassword> = async (ctx, { token, newPassword }) => {
  await limitTokens(ctx);
  const { auth, headers } = await openCall(ctx);
  const { internalAdapter } = await auth.$context;
  // Whose token it is, for the rules of the password; it is used up by the next call alone.
  const userId = (await internalAdapter.findVerificationValue(`reset-password:${token}`))?.value;
  const person = userId === undefined ? null : await findProfile(ctx.services.postgres, userId);
  if (!person) throw new AppError('token_invalid');
  await checkPassword('newPassword', newPassword, person);
  await withLibrary(ctx, async () => {
    await auth.api.resetPassword({ body: { token, newPassword }, headers });
    await recordEvent(ctx, { userId: person.id });
  }).catch(rethrowRefusal);
  await notice(
    ctx.services,
    person.email,
    'The password of your SongTrackPro account was reset, and every session was ended.',
  );
  return { reset: true };
};

export const changePassword: Verb<typeof contract.identity.changePassword> = async (ctx, input) => {
  const { currentPassword, newPassword } = input;
  const { user, byCookie } = ctx.actor;
  await checkPassword('newPassword', newPassword, user);
  const { auth, headers } = await sessionCall(ctx);
  const body = { currentPassword, newPassword, revokeOtherSessions: true };
  const { token } = await limitAttempts(ctx, user.id, () =>
    withLibrary(ctx, async () => {
      const changed = await auth.api.changePassword({ body, headers });
      await recordEvent(ctx, { userId: user.id });
      return changed;
    }).catch(rethrowRefusal),
  );
  if (token === null)
    throw new AppError('internal', { cause: new Error('no session after the change of the password') });
  await notice(ctx.services, user.email, 'The password of your SongTrackPro account was changed.');
  return { session: handOver(ctx, token, byCookie) };
};
