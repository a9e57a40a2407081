import type { contract } from '@songtrackpro/contracts';
import { findUserId, updateProfile } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { refusalCode, rethrowRefusal } from './api-errors.ts';
import { openCall } from './call-auth.ts';
import { checkPassword } from './check-password.ts';
import { limitMails } from './limit-attempts.ts';
import { noSooner } from './no-sooner.ts';
import { recordEvent } from './record-event.ts';
import { withLibrary } from './with-library.ts';

export const signUp: Verb<typeof contract.identity.signUp> = async (ctx, input) => {
  const { email, password, name, accountType, locale, timeZone } = input;
  await checkPassword('password', password, { email, name });
  await limitMails(ctx, email);
  const { postgres } = ctx.services;
  return noSooner(async () => {
    const { auth, headers } = await openCall(ctx);
    const known = await findUserId(postgres, email);
    await withLibrary(ctx, async () => {
      const { user } = await auth.api.signUpEmail({ body: { email, password, name, role: accountType }, headers });
      // The library answers with a made-up person where the address was known.
      if (known !== null) return;
      if (locale !== undefined || timeZone !== undefined)
        await updateProfile(postgres, user.id, { ...(locale && { locale }), ...(timeZone && { timeZone }) });
      await recordEvent(ctx, { userId: user.id });
    }).catch(async (error: unknown) => {
      // Somebody signed up with the same address at the same moment: they have it, and its owner gets their mail.
      const twin = refusalCode(error) === 'FAILED_TO_CREATE_USER' && (await findUserId(postgres, email)) !== null;
      if (!twin) rethrowRefusal(error);
    });
    return { accepted: true };
  });
};
