import type { contract } from '@songtrackpro/contracts';
import { revokeInvitation as endInvitation } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { notify } from '../notifications/index.ts';
import { lockTeam } from '../organizations/index.ts';
import { audited, loadInvitation } from './load.ts';
import { endOf } from './tell-inviter.ts';

export const revokeInvitation: Verb<typeof contract.invitations.revoke> = async (ctx, { id }) => {
  await lockTeam(ctx, 'members:write');
  const before = await loadInvitation(ctx, id);
  if (before.acceptedAt !== null)
    throw new AppError('conflict', {
      message: 'This invitation was accepted. Remove the member instead.',
      details: { status: before.status, userId: before.acceptedBy },
    });
  await endInvitation(ctx.tx, id, ctx.now);
  const after = await loadInvitation(ctx, id);
  ctx.audit({ resource: { kind: 'invitation', id }, before: audited(before), after: audited(after) });
  const byInviter = ctx.actor.kind === 'user' && ctx.actor.user.id === before.invitedBy;
  const note = before.status === 'pending' && !byInviter ? endOf(before, 'revoked') : null;
  if (note) await notify(ctx, note);
  return after;
};
