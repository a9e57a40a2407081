import type { Invitation } from '@songtrackpro/contracts';
import { findInvitation } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';
import { accessOf } from '../organizations/index.ts';

export const noSuchInvitation = (id: string): AppError =>
  new AppError('not_found', { message: 'There is no such invitation.', details: { entity: 'invitation', id } });

/** The organization's invitation of this id, or `not_found`. */
export async function loadInvitation(ctx: Pick<Context, 'tx' | 'now'>, id: string): Promise<Invitation> {
  const invitation = await findInvitation(ctx.tx, id, ctx.now);
  if (!invitation) throw noSuchInvitation(id);
  return invitation;
}

/** What the audit tells of an invitation: no address, for the audit outlives it. */
export const audited = (invitation: Invitation): object => {
  const { sentCount, seenAt, expiresAt, acceptedAt, acceptedBy, revokedAt } = invitation;
  return { ...accessOf(invitation), sentCount, seenAt, expiresAt, acceptedAt, acceptedBy, revokedAt };
};
