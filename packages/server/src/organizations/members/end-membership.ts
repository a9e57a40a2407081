import { deleteMember, type MemberRecord, settleOwner } from '@songtrackpro/db';
import type { Context } from '../../core/context.ts';
import { accessOf } from './load.ts';
import { assertOwnerRemains } from './owners.ts';

/** Ends a membership unless nobody would own the organization any more; its row is locked by the caller. */
export async function endMembership(ctx: Context, member: MemberRecord): Promise<void> {
  await assertOwnerRemains(ctx, member.userId);
  await deleteMember(ctx.tx, member.userId);
  await settleOwner(ctx.tx, ctx.organizationId);
  ctx.audit({ resource: { kind: 'member', id: member.userId }, before: accessOf(member), after: null });
}
