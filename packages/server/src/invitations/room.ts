import { membersPerPlan } from '@songtrackpro/contracts';
import { countTeam, findPlan } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';

/** Members that the organization may have; null for any number. */
async function limitOf({ services, organizationId }: Pick<Context, 'services' | 'organizationId'>) {
  const { memberLimit, postgres } = services;
  if (memberLimit !== undefined) return memberLimit === 0 ? null : memberLimit;
  return membersPerPlan[await findPlan(postgres, organizationId)];
}

/**
 * Refuses one more member, or one more `invited` who may become one, beyond what the plan allows; the organization's row
 * is locked by the caller, so nobody comes in between.
 */
export async function assertRoom(
  ctx: Pick<Context, 'services' | 'organizationId' | 'tx' | 'now'>,
  more: 'member' | 'invited',
): Promise<void> {
  const limit = await limitOf(ctx);
  if (limit === null) return;
  const { members, pending } = await countTeam(ctx.tx, ctx.now);
  if (members + (more === 'invited' ? pending : 0) < limit) return;
  throw new AppError('plan_limit', { details: { resource: 'members', limit, members, pending } });
}
