import type { contract } from '@songtrackpro/contracts';
import { deleteSession, deleteSessions, listSessions as findSessions, inIdentityTransaction } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { recordEvent } from './record-event.ts';

export const listSessions: Verb<typeof contract.identity.listSessions> = async ({ services, actor }) => {
  const items = await findSessions(services.postgres, actor.user.id);
  return { items: items.map((session) => ({ ...session, current: session.id === actor.sessionId })) };
};

export const revokeSession: Verb<typeof contract.identity.revokeSession> = async (ctx, { id }) => {
  const { services, actor } = ctx;
  return inIdentityTransaction(services.postgres, async () => {
    if (!(await deleteSession(services.postgres, actor.user.id, id)))
      throw new AppError('not_found', { message: 'You have no such session.', details: { entity: 'session', id } });
    await recordEvent(ctx, { userId: actor.user.id });
    return { revoked: 1 };
  });
};

export const revokeOtherSessions: Verb<typeof contract.identity.revokeOtherSessions> = async (ctx) => {
  const { services, actor } = ctx;
  return inIdentityTransaction(services.postgres, async () => {
    const revoked = await deleteSessions(services.postgres, actor.user.id, actor.sessionId);
    await recordEvent(ctx, { userId: actor.user.id });
    return { revoked };
  });
};
