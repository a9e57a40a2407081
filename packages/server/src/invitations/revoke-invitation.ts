import type { contract } from '@songtrackpro/contracts';
import { revokeInvitation as endInvitation } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { lockTeam } from '../organizations/index.ts';
import { audited, loadInvitation } from './load.ts';

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
  return after;
};
