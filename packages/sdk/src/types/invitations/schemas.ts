// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Permission } from '../core/permissions.ts';
import type { Instant } from '../core/words.ts';
import type { AccountType } from '../identity/schemas.ts';
import type { PublicOrganization } from '../organizations/schemas.ts';

export interface AcceptedInvitation {
  /** UUID; version 7 where SongTrackPro made it. */
  invitationId: string;
  /** Goes into the client’s `organization`, or the header `x-organization`. */
  organizationId: string;
  organization: PublicOrganization;
  /** UUID; version 7 where SongTrackPro made it. */
  userId: string;
  role: InvitableRole;
  /** Artists that the membership is restricted to; null for all. */
  artistIds: string[] | null;
}

export type InvitableRole = 'admin' | 'manager' | 'analyst' | 'viewer';

export interface Invitation {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** E-mail address; upper and lower case are the same. */
  email: string;
  role: InvitableRole;
  /** Permissions beyond the role. */
  additions: Permission[];
  /** Permissions of the role that are taken away. */
  removals: Permission[];
  /** Artists that the membership is restricted to; null for all. */
  artistIds: string[] | null;
  status: InvitationStatus;
  /** Member who sent it last; null where a key did or the membership has ended. */
  invitedBy: string | null;
  /** When the last mail was handed in. */
  sentAt: Instant | null;
  /** Mails so far. */
  sentCount: number;
  /** When its token was first looked up. */
  seenAt: Instant | null;
  /** Point in time, ISO 8601 in UTC. */
  expiresAt: Instant;
  acceptedAt: Instant | null;
  /** Who accepted it; null where nobody did or the membership has ended. */
  acceptedBy: string | null;
  revokedAt: Instant | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
}

/** By the token of the mail, or by the id of one’s own invitation. */
export type InvitationAcceptance =
  | {
      /** The token in the mail; the last mail’s alone counts. */
      token: string;
    }
  | {
      /** As `invitations.listOwn` answers it. */
      id: string;
    };

export interface InvitationListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  status?: InvitationStatus | undefined;
}

export interface InvitationLookUp {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  organization: PublicOrganization;
  /** E-mail address; upper and lower case are the same. */
  email: string;
  role: InvitableRole;
  /** Name of the member who invites; null where a program does. */
  inviter: string | null;
  /** Point in time, ISO 8601 in UTC. */
  expiresAt: Instant;
  /** Whether to sign in and accept; otherwise `invitations.signUp` makes the account along with it. */
  hasAccount: boolean;
}

export interface InvitationPreview {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  organization: PublicOrganization;
  /** E-mail address; upper and lower case are the same. */
  email: string;
  role: InvitableRole;
  /** Name of the member who invites; null where a program does. */
  inviter: string | null;
  /** Point in time, ISO 8601 in UTC. */
  expiresAt: Instant;
}

export interface InvitationResend {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** Days that the mail’s token holds, 1 to 30. */
  expiresInDays?: number | undefined;
}

export interface InvitationSignUp {
  /** The token in the mail; the last mail’s alone counts. */
  token: string;
  /** 8 to 256 characters of any kind; common passwords and your own address or name are refused. */
  password: string;
  name: string;
  accountType?: AccountType | undefined;
  /** BCP 47, for example `de-AT`. */
  locale?: string | undefined;
  /** IANA time zone name. */
  timeZone?: string | undefined;
}

/** Only a `pending` invitation can be accepted. */
export type InvitationStatus = 'pending' | 'accepted' | 'expired' | 'revoked';

export interface NewInvitation {
  /** E-mail address; upper and lower case are the same. */
  email: string;
  role: InvitableRole;
  /** Permissions beyond the role; replaces the list. */
  additions?: Permission[] | undefined;
  /** Permissions of the role to take away; replaces the list. */
  removals?: Permission[] | undefined;
  /** Artists to restrict the membership to; null for all. */
  artistIds?: string[] | null | undefined;
  /** Days that the mail’s token holds, 1 to 30. */
  expiresInDays?: number | undefined;
}
