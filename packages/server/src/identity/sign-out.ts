import type { contract } from '@songtrackpro/contracts';
import { deleteSession } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { recordEvent } from './record-event.ts';

export const signOut: Verb<typeof contract.identity.signOut> = async (ctx) => {
  const { actor, services } = ctx;
  await deleteSession(services.postgres, actor.user.id, actor.sessionId);
  if (actor.byCookie) ctx.cookie.clear();
  await recordEvent(ctx, { userId: actor.user.id });
  return { signedOut: true };
};
