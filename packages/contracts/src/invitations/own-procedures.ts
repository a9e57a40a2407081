import { z } from 'zod';
import { PageInput, pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import {
  AcceptedInvitation,
  InvitationAcceptance,
  InvitationLookUp,
  InvitationPreview,
  InvitationSignUp,
  InvitationToken,
} from './schemas.ts';

const token = 'token-of-the-mail';

/** Calls of the person who was invited. */
export const ownProcedures = {
  // No query: it notes that the mail was read, and a token has no place in an address, which proxies log.
  lookUp: mutation({
    permission: 'public',
    input: z.object({ token: InvitationToken }),
    output: InvitationLookUp,
    errors: ['token_invalid', 'rate_limited'],
    http: { method: 'POST', path: '/v1/invitations/look-up' },
    weight: 2,
    summary: 'Look an invitation up',
    description: 'Who invites to what, by the token of the mail. The organization sees that the invitation was seen.',
    example: { token },
  }),
  listOwn: query({
    permission: 'self',
    input: PageInput.meta({ id: 'InvitationListOwnInput' }),
    output: pageOf(InvitationPreview).meta({ id: 'InvitationPreviewPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/identity/invitations' },
    weight: 1,
    summary: 'List one’s own pending invitations',
    description: 'What the signed-in person’s address was invited to and can accept, newest first.',
    example: { limit: 20 },
  }),
  accept: mutation({
    permission: 'self',
    counts: 'members',
    input: InvitationAcceptance,
    output: AcceptedInvitation,
    errors: ['token_invalid', 'not_found', 'conflict', 'plan_limit', 'organization_suspended', 'rate_limited'],
    http: { method: 'POST', path: '/v1/invitations/accept' },
    weight: 5,
    summary: 'Accept an invitation',
    description:
      'Makes the signed-in person a member. The invited address must be theirs: with another account’s token the answer is `token_invalid`. It is a `conflict` if the inviting member may no longer give what they gave.',
    example: { token },
  }),
  signUp: mutation({
    permission: 'public',
    counts: 'members',
    input: InvitationSignUp,
    output: AcceptedInvitation,
    errors: ['token_invalid', 'conflict', 'plan_limit', 'organization_suspended', 'rate_limited'],
    http: { method: 'POST', path: '/v1/invitations/sign-up' },
    weight: 10,
    summary: 'Sign up by an invitation',
    description:
      'Makes an account for the invited address and accepts with it. The address counts as verified, for the mail was received; `identity.signIn` takes the password at once. Where the address has an account the answer is a `conflict`: sign in and accept.',
    example: { token, password: 'a long sentence that only I know', name: 'Someone' },
  }),
};
