import type { contract } from '@songtrackpro/contracts';
import {
  deleteOrganization,
  deleteSessions,
  deleteUser,
  findMemberships,
  insertOutbox,
  revokeInvitationsOf,
  withTenant,
} from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import { auditEntry } from '../core/audit.ts';
import type { PersonContext } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { rethrowRefusal } from './api-errors.ts';
import { sessionCall } from './call-auth.ts';
import { limitAttempts } from './limit-attempts.ts';
import { notice } from './mails.ts';
import { identityEvent } from './record-event.ts';

/**
 * Lets an organization know that the person is gone, whose invitations end; one that has nobody else goes along.
 */
async function leave(ctx: PersonContext, organizationId: string, isEmpty: boolean): Promise<void> {
  const { services, actor, path, now } = ctx;
  const entry = (kind: string, id: string, field: string) =>
    auditEntry(
      ctx,
      actor,
      { action: path, at: now },
      { resource: { kind, id }, before: null, after: { [field]: now.toISOString() } },
    );
  await withTenant(services.postgres, { organizationId, actorId: actor.user.id }, async (tx) => {
    if (isEmpty) await deleteOrganization(tx, organizationId);
    const revoked = await revokeInvitationsOf(tx, actor.user.id, now);
    await insertOutbox(tx, organizationId, [
      entry('user', actor.user.id, 'deletedAt'),
      ...revoked.map((id) => entry('invitation', id, 'revokedAt')),
      ...(isEmpty ? [entry('organization', organizationId, 'deletedAt')] : []),
    ]);
  });
}

export const deleteAccount: Verb<typeof contract.identity.deleteAccount> = async (ctx, { password }) => {
  const { services, actor } = ctx;
  const { user } = actor;
  const { auth, headers } = await sessionCall(ctx);
  await limitAttempts(ctx, user.id, () =>
    auth.api.verifyPassword({ body: { password }, headers }).catch(rethrowRefusal),
  );
  const memberships = await findMemberships(services.postgres, user.id);
  const needed = memberships.filter(
    ({ role, others, otherOwners }) => role === 'owner' && others > 0 && otherOwners === 0,
  );
  if (needed.length > 0)
    throw new AppError('conflict', {
      message: 'You are the only owner of organizations with other members. Hand them over or delete them first.',
      details: { organizationIds: needed.map(({ organizationId }) => organizationId) },
    });
  for (const { organizationId, others } of memberships) await leave(ctx, organizationId, others === 0);
  await deleteSessions(services.postgres, user.id, null);
  await deleteUser(services.postgres, user.id, identityEvent(ctx, { userId: user.id }));
  services.wakeOutbox();
  if (actor.byCookie) ctx.cookie.clear();
  await notice(services, user.email, 'Your SongTrackPro account was deleted.');
  const gone = memberships.filter(({ others }) => others === 0);
  return { deletedOrganizationIds: gone.map(({ organizationId }) => organizationId) };
};
