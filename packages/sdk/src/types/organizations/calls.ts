// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Member } from './member-schemas.ts';
import type { OwnOrganization } from './schemas.ts';
import type { OrganizationState, SupportAccess } from './staff-schemas.ts';

export interface EndedMembership {
  /** UUID; version 7 where SongTrackPro made it. */
  organizationId: string;
  /** UUID; version 7 where SongTrackPro made it. */
  userId: string;
}

export interface MemberPage {
  items: Member[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface OrganizationDeleteInput {
  /** The organization’s slug, to confirm that it is meant. */
  slug: string;
}

export interface OrganizationEndSupportAccessInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface OrganizationInspectInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface OrganizationLeaveInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface OrganizationListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
}

export type OrganizationMeInput = Record<string, never>;

export interface OrganizationOpenSupportAccessInput {
  /** The organization. */
  id: string;
  /** The owners are told. */
  reason: string;
  /** How long, at most four hours. */
  minutes?: number | undefined;
}

export interface OrganizationRemoveMemberInput {
  /** UUID; version 7 where SongTrackPro made it. */
  userId: string;
}

export interface OrganizationResolveSlugInput {
  slug: string;
}

export interface OrganizationRestoreInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** Another slug, where the old one was taken meanwhile. */
  slug?: string | undefined;
}

export interface OrganizationStateListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
}

export interface OrganizationStatePage {
  items: OrganizationState[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface OrganizationSuspendInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** Shown to the organization’s members. */
  reason: string;
}

export interface OrganizationTransferOwnershipInput {
  /** Member who becomes the owner. */
  userId: string;
}

export interface OrganizationUnsuspendInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface OwnOrganizationPage {
  items: OwnOrganization[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface SupportAccessListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
}

export interface SupportAccessPage {
  items: SupportAccess[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}
