import { deleteMember, type MemberRecord, revokeInvitationsOf, settleOwner } from '@songtrackpro/db';
import type { Context } from '../../core/context.ts';
import { accessOf } from './load.ts';
import { assertOwnerRemains } from './owners.ts';

/**
 * Ends a membership unless nobody would own the organization any more; its row is locked by the caller. Invitations that
 * the member sent end along: through one of them the member could come back.
 */
export async function endMembership(ctx: Context, member: MemberRecord): Promise<void> {
  await assertOwnerRemains(ctx, member.userId);
  const revokedAt = ctx.now.toISOString();
  for (const id of await revokeInvitationsOf(ctx.tx, member.userId, ctx.now))
    ctx.audit({ resource: { kind: 'invitation', id }, before: { revokedAt: null }, after: { revokedAt } });
  await deleteMember(ctx.tx, member.userId);
  await settleOwner(ctx.tx, ctx.organizationId);
  ctx.audit({ resource: { kind: 'member', id: member.userId }, before: accessOf(member), after: null });
}
