import type { contract } from '@songtrackpro/contracts';
import { findUserId } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { rethrowRefusal } from './api-errors.ts';
import { openCall } from './call-auth.ts';
import { limitMails, limitTokens } from './limit-attempts.ts';
import { readVerification } from './mail-token.ts';
import { noSooner } from './no-sooner.ts';
import { recordEvent } from './record-event.ts';
import { withLibrary } from './with-library.ts';

export const verifyEmail: Verb<typeof contract.identity.verifyEmail> = async (ctx, { token }) => {
  await limitTokens(ctx);
  const { email, newEmail } = readVerification(token);
  // A token for another address is confirmed by a call of its own.
  if (email === null || newEmail !== null) throw new AppError('token_invalid');
  const { auth, headers } = await openCall(ctx);
  const userId = await findUserId(ctx.services.postgres, email);
  await withLibrary(ctx, async () => {
    await auth.api.verifyEmail({ query: { token }, headers });
    if (userId !== null) await recordEvent(ctx, { userId });
  }).catch(rethrowRefusal);
  return { verified: true };
};

export const resendVerification: Verb<typeof contract.identity.resendVerification> = async (ctx, { email }) => {
  await limitMails(ctx, email);
  return noSooner(async () => {
    const { auth, headers } = await openCall(ctx);
    // Answered alike by the library itself where the address is unknown or verified.
    await auth.api.sendVerificationEmail({ body: { email }, headers }).catch(rethrowRefusal);
    return { accepted: true };
  });
};
