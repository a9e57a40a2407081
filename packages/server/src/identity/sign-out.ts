import type { contract } from '@songtrackpro/contracts';
import { deleteSession, inIdentityTransaction } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { recordEvent } from './record-event.ts';

export const signOut: Verb<typeof contract.identity.signOut> = async (ctx) => {
  const { actor, services } = ctx;
  await inIdentityTransaction(services.postgres, async () => {
    await deleteSession(services.postgres, actor.user.id, actor.sessionId);
    await recordEvent(ctx, { userId: actor.user.id });
  });
  if (actor.byCookie) ctx.cookie.clear();
  return { signedOut: true };
};
