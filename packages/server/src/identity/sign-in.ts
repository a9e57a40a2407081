import type { contract, SignedIn } from '@songtrackpro/contracts';
import { findUserId } from '@songtrackpro/db';
import type { z } from 'zod';
import { AppError } from '../core/app-error.ts';
import type { OpenContext } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { rethrowRefusal } from './api-errors.ts';
import { cookieCall, cookieOf, openCall } from './call-auth.ts';
import { isFirstUse, limitAttempts } from './limit-attempts.ts';
import { recordEvent, recordUnawaited } from './record-event.ts';
import { withLibrary } from './with-library.ts';

type Answer = z.input<typeof SignedIn>;

/** Hands a new session over: as a cookie that no script reads, or as a token in the answer. */
export function handOver(
  ctx: Pick<OpenContext, 'services' | 'cookie'>,
  token: string,
  byCookie: boolean,
): string | null {
  const signed = ctx.services.sessions.sign(token);
  if (!byCookie) return signed;
  ctx.cookie.set(signed);
  return null;
}

const begun = (ctx: OpenContext, token: string, transport: 'token' | 'cookie'): Answer => ({
  session: handOver(ctx, token, transport === 'cookie'),
  twoFactorRequired: false,
  challenge: null,
});

export const signIn: Verb<typeof contract.identity.signIn> = async (ctx, { email, password, transport }) => {
  if (transport === 'cookie') ctx.cookie.refuseForeign();
  const { auth, headers } = await openCall(ctx);
  const { response, headers: answered } = await limitAttempts(ctx, email, () =>
    withLibrary(ctx, async () => {
      const answer = await auth.api.signInEmail({ body: { email, password }, headers, returnHeaders: true });
      if (!('twoFactorRedirect' in answer.response)) await recordEvent(ctx, { userId: answer.response.user.id });
      return answer;
    }).catch((error: unknown) => {
      recordUnawaited(ctx, () => findUserId(ctx.services.postgres, email));
      return rethrowRefusal(error);
    }),
  );
  // The library's second factor answers in place of a session; its types don't say so.
  if ('twoFactorRedirect' in response) {
    const challenge = await cookieOf(auth, answered, 'two_factor');
    if (challenge === null) throw new AppError('internal', { cause: new Error('no challenge for the second factor') });
    return { session: null, twoFactorRequired: true, challenge };
  }
  return begun(ctx, response.token, transport);
};

export const verifyTwoFactor: Verb<typeof contract.identity.verifyTwoFactor> = async (ctx, input) => {
  const { challenge, code, transport } = input;
  if (transport === 'cookie') ctx.cookie.refuseForeign();
  const { auth, headers } = await cookieCall(ctx, 'two_factor', challenge);
  const body = { code };
  const isOfApp = /^\d{6}$/.test(code);
  const token = await limitAttempts(ctx, challenge, () =>
    withLibrary(ctx, async () => {
      const { token: made, user } = await (isOfApp
        ? auth.api.verifyTOTP({ body, headers })
        : auth.api.verifyBackupCode({ body, headers }));
      if (made === undefined)
        throw new AppError('internal', { cause: new Error('no session after the second factor') });
      // The library would take a code again while it holds, from whoever saw it. It voids backup codes by itself.
      if (isOfApp && !(await isFirstUse(ctx, user.id, code))) throw new AppError('two_factor_failed');
      await recordEvent(ctx, { userId: user.id });
      return made;
    }).catch(rethrowRefusal),
  );
  return begun(ctx, token, transport);
};
