import type { contract } from '@songtrackpro/contracts';
import { type MemberAccess, setOwner, updateMember } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Context } from '../../core/context.ts';
import type { Verb } from '../../core/endpoint.ts';
import { accessOf, loadMember, toMemberAnswer } from '../members/load.ts';
import { lockTeam } from '../members/lock-team.ts';

const unlimited = { additions: [], removals: [], artistIds: null };

async function setRole(ctx: Context, userId: string, role: MemberAccess['role']): Promise<void> {
  const before = await loadMember(ctx, userId);
  await updateMember(ctx.tx, ctx.organizationId, before, { role, ...unlimited });
  const after = accessOf(await loadMember(ctx, userId));
  ctx.audit({ resource: { kind: 'member', id: userId }, before: accessOf(before), after });
}

export const transferOwnership: Verb<typeof contract.organizations.transferOwnership> = async (ctx, { userId }) => {
  if (ctx.actor.kind !== 'user') throw new AppError('session_required');
  await lockTeam(ctx, 'organizations:transfer');
  const giver = await loadMember(ctx, ctx.actor.user.id);
  if (giver.role !== 'owner') {
    throw new AppError('forbidden', {
      message: 'Only an owner has an ownership to hand over.',
      details: { permission: 'organizations:transfer' },
    });
  }
  if (userId === giver.userId) {
    throw new AppError('conflict', {
      message: 'You are an owner already. Name another member.',
      details: { field: 'userId' },
    });
  }
  await setRole(ctx, userId, 'owner');
  await setRole(ctx, giver.userId, 'admin');
  await setOwner(ctx.tx, ctx.organizationId, userId);
  ctx.audit({
    resource: { kind: 'organization', id: ctx.organizationId },
    before: { ownerId: giver.userId },
    after: { ownerId: userId },
  });
  return toMemberAnswer(await loadMember(ctx, userId));
};
