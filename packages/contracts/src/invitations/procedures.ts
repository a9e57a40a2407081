import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import { ownProcedures } from './own-procedures.ts';
import { Invitation, InvitationListInput, InvitationResend, NewInvitation } from './schemas.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';

export const invitations = {
  create: mutation({
    permission: 'members:write',
    reach: 'organization',
    counts: 'members',
    input: NewInvitation,
    output: Invitation,
    errors: ['not_found', 'conflict', 'plan_limit', 'rate_limited'],
    http: { method: 'POST', path: '/v1/invitations' },
    weight: 20,
    summary: 'Invite somebody',
    description:
      'Sends a mail with a token by which its reader becomes a member. Nobody gives what they don’t have. An address that is a member’s, or that has a pending invitation (`details.invitationId`), is a `conflict`; whether the address has an account is not told.',
    example: { email: 'someone@example.com', role: 'analyst' },
  }),
  list: query({
    permission: 'members:read',
    reach: 'organization',
    input: InvitationListInput,
    output: pageOf(Invitation).meta({ id: 'InvitationPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/invitations' },
    weight: 1,
    summary: 'List invitations',
    description: 'The organization’s invitations, newest first, and what became of each.',
    example: { limit: 20, status: 'pending' },
  }),
  get: query({
    permission: 'members:read',
    reach: 'organization',
    input: z.object({ id: Id }),
    output: Invitation,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/invitations/{id}' },
    weight: 1,
    summary: 'Read an invitation',
    description: 'One invitation: when it was sent and seen, whether and by whom it was accepted.',
    example: { id: exampleId },
  }),
  resend: mutation({
    permission: 'members:write',
    reach: 'organization',
    input: InvitationResend,
    output: Invitation,
    errors: ['not_found', 'conflict', 'rate_limited'],
    http: { method: 'POST', path: '/v1/invitations/{id}/resend' },
    weight: 20,
    summary: 'Send an invitation again',
    description:
      'Sends a mail with a new token, which holds anew; the earlier one is void. Works for pending and expired invitations, and for who may give what the invitation gives.',
    example: { id: exampleId, expiresInDays: 7 },
  }),
  revoke: mutation({
    permission: 'members:write',
    reach: 'organization',
    whileOverdue: true,
    input: z.object({ id: Id }),
    output: Invitation,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/invitations/{id}/revoke' },
    weight: 2,
    summary: 'Revoke an invitation',
    description:
      'Makes the token of the mail void. Revoking it again changes nothing; who has accepted is removed as a member.',
    example: { id: exampleId },
  }),
  ...ownProcedures,
};
