import { countTeam } from '@songtrackpro/db';
import type { Context } from '../core/context.ts';
import { allowedOf, noRoom } from '../core/limits/plan-room.ts';

/**
 * Refuses one more member, or one more `invited` who may become one, beyond what the plan allows; the organization's row
 * is locked by the caller, so nobody comes in between.
 */
export async function assertRoom(
  ctx: Pick<Context, 'services' | 'tx' | 'now'>,
  more: 'member' | 'invited',
): Promise<void> {
  const limit = await allowedOf(ctx, 'members');
  if (limit === null) return;
  const { members, pending } = await countTeam(ctx.tx, ctx.now);
  const used = members + (more === 'invited' ? pending : 0);
  if (used < limit) return;
  const ofInstallation = ctx.services.memberLimit !== undefined;
  throw noRoom('members', { limit, used, needed: used + 1, ofInstallation }, { members, pending });
}
