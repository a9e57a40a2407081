import type { contract } from '@songtrackpro/contracts';
import { findInvitationByToken } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { limitTokens, makeVerifiedPerson } from '../identity/index.ts';
import { becomeMember, loadAcceptable } from './become-member.ts';
import { runForGuest } from './run-for-guest.ts';
import { hashToken } from './token.ts';

export const signUpByInvitation: Verb<typeof contract.invitations.signUp> = async (ctx, { token, ...person }) => {
  await limitTokens(ctx);
  const place = await findInvitationByToken(ctx.services.postgres, hashToken(token));
  if (!place) throw new AppError('token_invalid');
  const { id, organizationId } = place;
  // Looked at before the account is made, which is written by itself: after a fault in between the person has an account,
  // signs in and accepts.
  const { email } = await runForGuest(
    ctx,
    { organizationId, actor: { kind: 'system' } },
    async (guest) => (await loadAcceptable(guest, id)).invitation,
  );
  const userId = await makeVerifiedPerson(ctx, { ...person, email });
  const actor = { kind: 'user' as const, user: { id: userId } };
  return runForGuest(ctx, { organizationId, actor }, (guest) => {
    // Noted with the account for the person themselves; the organization is theirs only now.
    guest.audit({ resource: { kind: 'user', id: userId }, before: null, after: null });
    return becomeMember(guest, id, userId);
  });
};
