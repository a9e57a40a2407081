import { listOwners } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Context } from '../../core/context.ts';

/** Refuses a change after which nobody would own the organization; its row is locked, so no other change comes between. */
export async function assertOwnerRemains(ctx: Pick<Context, 'tx'>, leavingUserId: string): Promise<void> {
  const owners = await listOwners(ctx.tx);
  if (owners.includes(leavingUserId) && owners.length === 1) throw new AppError('last_owner');
}
