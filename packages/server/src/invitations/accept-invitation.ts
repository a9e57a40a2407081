import type { contract, InvitationAcceptance } from '@songtrackpro/contracts';
import { findInvitationByToken, findInvitationOf, type InvitationPlace } from '@songtrackpro/db';
import type { z } from 'zod';
import { AppError } from '../core/app-error.ts';
import type { PersonContext } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { limitTokens } from '../identity/index.ts';
import { becomeMember } from './become-member.ts';
import { loadInvitation, noSuchInvitation } from './load.ts';
import { hashToken } from './token.ts';

async function placeOf(ctx: PersonContext, input: z.output<typeof InvitationAcceptance>): Promise<InvitationPlace> {
  const { postgres } = ctx.services;
  if ('token' in input) {
    await limitTokens(ctx);
    const place = await findInvitationByToken(postgres, hashToken(input.token));
    if (!place) throw new AppError('token_invalid');
    return place;
  }
  const place = await findInvitationOf(postgres, ctx.actor.user.email, input.id);
  if (!place) throw noSuchInvitation(input.id);
  return place;
}

export const acceptInvitation: Verb<typeof contract.invitations.accept> = async (ctx, input) => {
  const { user } = ctx.actor;
  const { id, organizationId } = await placeOf(ctx, input);
  return ctx.inOrganization(organizationId, async (inner) => {
    const { email } = await loadInvitation(inner, id);
    if (!user.emailVerified || email.toLowerCase() !== user.email.toLowerCase())
      throw new AppError('token_invalid', {
        message: 'This invitation is for another address. Sign in with the account that has it.',
      });
    return becomeMember(inner, id, user.id);
  });
};
