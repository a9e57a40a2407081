import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { createInvitation } from './create-invitation.ts';
import { getInvitation } from './get-invitation.ts';
import { listInvitations } from './list-invitations.ts';
import { listOwnInvitations } from './list-own-invitations.ts';
import { lookUpInvitation } from './look-up-invitation.ts';
import { resendInvitation } from './resend-invitation.ts';
import { revokeInvitation } from './revoke-invitation.ts';
import { signUpByInvitation } from './sign-up-by-invitation.ts';

export const invitationsEndpoints = implement('invitations', contract.invitations, {
  create: createInvitation,
  list: listInvitations,
  get: getInvitation,
  resend: resendInvitation,
  revoke: revokeInvitation,

  lookUp: lookUpInvitation,
  listOwn: listOwnInvitations,
  accept: acceptInvitation,
  signUp: signUpByInvitation,
});
