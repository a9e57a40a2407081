import type { contract } from '@songtrackpro/contracts';
import { findInvitationByToken, findMember, findProfile, findUserId, markInvitationSeen } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { OpenContext } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { limitTokens } from '../identity/index.ts';
import { loadOrganization } from '../organizations/index.ts';
import { publicPart } from './become-member.ts';
import { loadInvitation } from './load.ts';
import { runForGuest } from './run-for-guest.ts';
import { hashToken } from './token.ts';

/** Whether somebody can sign in with the address; told to who has read its mail. */
async function hasAccount({ services: { postgres } }: OpenContext, email: string): Promise<boolean> {
  const userId = await findUserId(postgres, email);
  return userId !== null && (await findProfile(postgres, userId))?.emailVerified === true;
}

export const lookUpInvitation: Verb<typeof contract.invitations.lookUp> = async (ctx, { token }) => {
  await limitTokens(ctx);
  const place = await findInvitationByToken(ctx.services.postgres, hashToken(token));
  if (!place) throw new AppError('token_invalid');
  const { id, organizationId } = place;
  // Who looks has not said who they are.
  const preview = await runForGuest(ctx, { organizationId, actor: { kind: 'system' } }, async (guest) => {
    const { status, seenAt, email, role, invitedBy, expiresAt } = await loadInvitation(guest, id);
    if (status !== 'pending') throw new AppError('token_invalid');
    if (await markInvitationSeen(guest.tx, id, ctx.now))
      guest.audit({
        resource: { kind: 'invitation', id },
        before: { seenAt },
        after: { seenAt: ctx.now.toISOString() },
      });
    const inviter = invitedBy === null ? null : ((await findMember(guest.tx, invitedBy))?.name ?? null);
    return { id, organization: publicPart(await loadOrganization(guest)), email, role, inviter, expiresAt };
  });
  return { ...preview, hasAccount: await hasAccount(ctx, preview.email) };
};
