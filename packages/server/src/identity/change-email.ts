import type { contract } from '@songtrackpro/contracts';
import { findUserId } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { refusalCode, rethrowRefusal } from './api-errors.ts';
import { openCall, sessionCall } from './call-auth.ts';
import { limitAttempts, limitMails, limitTokens } from './limit-attempts.ts';
import { readVerification } from './mail-token.ts';
import { notice } from './mails.ts';
import { noSooner } from './no-sooner.ts';
import { recordEvent } from './record-event.ts';
import { withLibrary } from './with-library.ts';

export const changeEmail: Verb<typeof contract.identity.changeEmail> = async (ctx, { newEmail, password }) => {
  const { services, actor } = ctx;
  const { user } = actor;
  await limitMails(ctx, newEmail);
  const { auth, headers } = await sessionCall(ctx);
  await limitAttempts(ctx, user.id, () =>
    auth.api.verifyPassword({ body: { password }, headers }).catch(rethrowRefusal),
  );
  return noSooner(async () => {
    if (newEmail.toLowerCase() === user.email.toLowerCase()) return { accepted: true };
    await withLibrary(ctx, async () => {
      await auth.api.changeEmail({ body: { newEmail }, headers });
      await recordEvent(ctx, { userId: user.id });
    }).catch(rethrowRefusal);
    await notice(services, user.email, `The address of your SongTrackPro account is to become ${newEmail}.`);
    return { accepted: true };
  });
};

export const confirmEmailChange: Verb<typeof contract.identity.confirmEmailChange> = async (ctx, { token }) => {
  await limitTokens(ctx);
  const { email, newEmail, userId } = readVerification(token);
  if (email === null || newEmail === null || userId === null) throw new AppError('token_invalid');
  const { auth, headers } = await openCall(ctx);
  await withLibrary(ctx, async () => {
    await auth.api.verifyEmail({ query: { token }, headers });
    await recordEvent(ctx, { userId, before: { email }, after: { email: newEmail } });
  }).catch(async (error: unknown) => {
    // Somebody else took the address since the mail was sent.
    const owner = refusalCode(error) === null ? await findUserId(ctx.services.postgres, newEmail) : null;
    if (owner !== null && owner !== userId) throw new AppError('token_invalid', { cause: error });
    rethrowRefusal(error);
  });
  await notice(ctx.services, email, `The address of your SongTrackPro account is now ${newEmail}.`);
  return { changed: true };
};
