import type { PlatformChange } from '@songtrackpro/contracts';
import { endTry, insertChange, lockOpenChange, type NewChange } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Context } from '../../core/context.ts';
import { claimUntil } from './carry-out.ts';
import { toChangeAnswer } from './change-answer.ts';

/**
 * Makes room for a change of this kind: of two wishes for one value the later one counts, unless somebody is just asking the
 * platform for the earlier. A creation makes no room, because it may have happened. The caller holds the campaign.
 */
async function makeRoom(ctx: Context, { campaignId, wish }: NewChange): Promise<void> {
  const open = await lockOpenChange(ctx.tx, campaignId, wish.kind);
  if (!open) return;
  const isBeingTried = open.tryingUntil !== null && Date.parse(open.tryingUntil) > ctx.now.getTime();
  if (wish.kind === 'create' || isBeingTried) {
    throw new AppError('conflict', {
      message: 'A change of this kind is under way. Wait until `campaigns.getPlatformChange` says how it ended.',
      details: { platformChangeId: open.id },
    });
  }
  await endTry(ctx.tx, open.id, { status: 'superseded', at: ctx.now });
}

/** Records what the platform is about to be asked for, with who asks. */
export async function recordChange(ctx: Context, change: NewChange): Promise<PlatformChange> {
  await makeRoom(ctx, change);
  const recorded = await insertChange(ctx.tx, change, claimUntil(ctx.now));
  const { id, campaignId, wish, status } = recorded;
  const after = { platformChangeId: id, wish, status };
  ctx.audit({ resource: { kind: 'campaign', id: campaignId }, before: null, after });
  return toChangeAnswer(recorded);
}
