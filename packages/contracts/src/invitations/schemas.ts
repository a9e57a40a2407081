import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PageInput } from '../core/page.ts';
import { MemberRole } from '../core/roles.ts';
import { Instant, TimeZone } from '../core/time.ts';
import { AccountType, EmailAddress, Locale, NewPassword, PersonName } from '../identity/schemas.ts';
import { accessInput, memberAccess } from '../organizations/member-access.ts';
import { PublicOrganization } from '../organizations/schemas.ts';

/** Longest time that an invitation may hold, in days. */
export const longestInvitationDays = 30;

/** Roles that an invitation gives: whoever is to be an owner is made one as a member. */
export const InvitableRole = MemberRole.exclude(['owner']).meta({ id: 'InvitableRole' });

export const InvitationStatus = z
  .enum(['pending', 'accepted', 'expired', 'revoked'])
  .meta({ id: 'InvitationStatus', description: 'Only a `pending` invitation can be accepted.' });
export type InvitationStatus = z.infer<typeof InvitationStatus>;

/** The token is in the mail and nowhere else. */
export const InvitationToken = z
  .string()
  .min(1)
  .max(256)
  .meta({ description: 'The token in the mail; the last mail’s alone counts.' });

export const Invitation = z
  .object({
    id: Id,
    email: EmailAddress,
    ...memberAccess,
    role: InvitableRole,
    status: InvitationStatus,
    invitedBy: Id.nullable().describe('Member who sent it last; null where a key did or the membership has ended.'),
    sentAt: Instant.nullable().describe('When the last mail was handed in.'),
    sentCount: z.int().describe('Mails so far.'),
    seenAt: Instant.nullable().describe('When its token was first looked up.'),
    expiresAt: Instant,
    acceptedAt: Instant.nullable(),
    acceptedBy: Id.nullable().describe('Who accepted it; null where nobody did or the membership has ended.'),
    revokedAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;

const expiresInDays = z
  .int()
  .min(1)
  .max(longestInvitationDays)
  .default(7)
  .describe('Days that the mail’s token holds, 1 to 30.');

export const NewInvitation = z
  .object({
    email: EmailAddress,
    role: InvitableRole,
    ...accessInput,
    expiresInDays,
  })
  .meta({ id: 'NewInvitation' });

export const InvitationResend = z.object({ id: Id, expiresInDays }).meta({ id: 'InvitationResend' });

export const InvitationListInput = PageInput.extend({ status: InvitationStatus.optional() }).meta({
  id: 'InvitationListInput',
});

/** What the person who was invited sees before they accept. */
export const InvitationPreview = z
  .object({
    id: Id,
    organization: PublicOrganization,
    email: EmailAddress,
    role: InvitableRole,
    inviter: z.string().nullable().describe('Name of the member who invites; null where a program does.'),
    expiresAt: Instant,
  })
  .meta({ id: 'InvitationPreview' });
export type InvitationPreview = z.infer<typeof InvitationPreview>;

export const InvitationLookUp = InvitationPreview.extend({
  hasAccount: z
    .boolean()
    .describe('Whether to sign in and accept; otherwise `invitations.signUp` makes the account along with it.'),
}).meta({ id: 'InvitationLookUp' });

export const InvitationAcceptance = z
  .union([
    z.object({ token: InvitationToken }).strict(),
    z.object({ id: Id.describe('As `invitations.listOwn` answers it.') }).strict(),
  ])
  .meta({ id: 'InvitationAcceptance', description: 'By the token of the mail, or by the id of one’s own invitation.' });

export const InvitationSignUp = z
  .object({
    token: InvitationToken,
    password: NewPassword,
    name: PersonName,
    accountType: AccountType.default('artist'),
    locale: Locale.optional(),
    timeZone: TimeZone.optional(),
  })
  .meta({ id: 'InvitationSignUp' });

/** The membership that an invitation became. */
export const AcceptedInvitation = z
  .object({
    invitationId: Id,
    organizationId: Id.describe('Goes into the client’s `organization`, or the header `x-organization`.'),
    organization: PublicOrganization,
    userId: Id,
    role: InvitableRole,
    artistIds: memberAccess.artistIds,
  })
  .meta({ id: 'AcceptedInvitation' });
export type AcceptedInvitation = z.infer<typeof AcceptedInvitation>;
