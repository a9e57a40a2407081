import type { AcceptedInvitation, Invitation, Organization } from '@songtrackpro/contracts';
import { acceptInvitation, findMember, insertMember, lockOrganization, settleHome } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import { notify } from '../notifications/index.ts';
import { accessOf, assertMayGive, loadOrganization, permissionsOf } from '../organizations/index.ts';
import { audited, loadInvitation } from './load.ts';
import { assertRoom } from './room.ts';
import type { GuestContext } from './run-for-guest.ts';
import { endOf } from './tell-inviter.ts';

export const publicPart = ({ slug, name, kind }: Organization) => ({ slug, name, kind });

/** Nobody gives what they don't have: who invited must still have it when it is taken. */
async function assertStillGiven(ctx: GuestContext, invitation: Invitation): Promise<void> {
  if (invitation.invitedBy === null) return;
  const inviter = await findMember(ctx.tx, invitation.invitedBy);
  try {
    assertMayGive(inviter ? permissionsOf(inviter) : new Set(), invitation);
  } catch (cause) {
    throw new AppError('conflict', {
      message: 'Who invited you may no longer give what the invitation gives. Ask for a new one.',
      details: { invitationId: invitation.id },
      cause,
    });
  }
}

/** The invitation and its organization, if it can be accepted at this moment. */
export async function loadAcceptable(
  ctx: GuestContext,
  id: string,
): Promise<{ invitation: Invitation; organization: Organization }> {
  const [organization, invitation] = [await loadOrganization(ctx), await loadInvitation(ctx, id)];
  if (invitation.status !== 'pending') throw new AppError('token_invalid');
  if (organization.suspension !== null)
    throw new AppError('organization_suspended', { details: { ...organization.suspension } });
  await assertStillGiven(ctx, invitation);
  await assertRoom(ctx, 'member');
  return { invitation, organization };
}

/** Makes a person, who is the actor of the transaction, a member by an invitation to their address. */
export async function becomeMember(ctx: GuestContext, id: string, userId: string): Promise<AcceptedInvitation> {
  const { tx, organizationId, now } = ctx;
  if (!(await lockOrganization(tx, organizationId))) throw new AppError('token_invalid');
  const { invitation, organization } = await loadAcceptable(ctx, id);
  if (await findMember(tx, userId))
    throw new AppError('conflict', { message: 'You are a member already.', details: { organizationId } });
  const { role, additions, removals, artistIds, invitedBy } = invitation;
  const permissions = { version: 1 as const, add: additions, remove: removals };
  const joinedAt = now.toISOString();
  await insertMember(tx, { organizationId, userId, role, permissions, artistIds, invitedBy, joinedAt });
  if (!(await acceptInvitation(tx, id, userId, now))) throw new AppError('token_invalid');
  await settleHome(tx, organizationId);
  const after = audited(await loadInvitation(ctx, id));
  ctx.audit({ resource: { kind: 'invitation', id }, before: audited(invitation), after });
  ctx.audit({ resource: { kind: 'member', id: userId }, before: null, after: accessOf(invitation) });
  const note = endOf(invitation, 'accepted');
  if (note) await notify(ctx, note);
  return { invitationId: id, organizationId, organization: publicPart(organization), userId, role, artistIds };
}
