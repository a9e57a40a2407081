import type { contract } from '@songtrackpro/contracts';
import { renewInvitation } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { assertMayGive, lockTeam } from '../organizations/index.ts';
import { audited, loadInvitation } from './load.ts';
import { sendInvitation } from './send-invitation.ts';

export const resendInvitation: Verb<typeof contract.invitations.resend> = async (ctx, { id, expiresInDays }) => {
  const held = await lockTeam(ctx, 'members:write');
  const before = await loadInvitation(ctx, id);
  const ended = new AppError('conflict', {
    message: 'This invitation was accepted or has ended. Make a new one.',
    details: { status: before.status },
  });
  if (before.acceptedAt !== null || before.revokedAt !== null) throw ended;
  // Who sends it answers for it from now on.
  assertMayGive(held, before);
  const sent = await sendInvitation(ctx, before, expiresInDays);
  if (!(await renewInvitation(ctx.tx, id, sent, ctx.now))) throw ended;
  const after = await loadInvitation(ctx, id);
  ctx.audit({ resource: { kind: 'invitation', id }, before: audited(before), after: audited(after) });
  return after;
};
