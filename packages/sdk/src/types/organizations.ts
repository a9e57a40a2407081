// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

export interface BillingState {
  plan: PlanTier;
  /** Of the subscription; null without one. */
  status: 'active' | 'past_due' | 'canceled' | 'trialing' | 'incomplete' | null;
  trialEndsAt: string | null;
  paidUntil: string | null;
}

export interface DeletedOrganization {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** Until then an owner may restore it. */
  restorableUntil: string;
}

export interface EndedMembership {
  /** UUID; version 7 where SongTrackPro made it. */
  organizationId: string;
  /** UUID; version 7 where SongTrackPro made it. */
  userId: string;
}

export interface InspectedOrganization {
  /** The current slug, also where an earlier one was asked for. */
  slug: string;
  name: string;
  kind: OrganizationKind;
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  suspension: Suspension | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: string;
  /** Null unless its owner has deleted it. */
  deletedAt: string | null;
  billing: BillingState;
  health: OrganizationHealth;
}

export interface Member {
  /** UUID; version 7 where SongTrackPro made it. */
  userId: string;
  name: string;
  email: string;
  role: MemberRole;
  /** Permissions beyond the role. */
  additions: Permission[];
  /** Permissions of the role that are taken away. */
  removals: Permission[];
  /** Artists that the membership is restricted to; null for all. */
  artistIds: string[] | null;
  /** What the member may do: role, additions and removals together. */
  permissions: Permission[];
  /** Member whose invitation was accepted; null where nobody’s was. */
  invitedBy: string | null;
  /** Point in time, ISO 8601 in UTC. */
  joinedAt: string;
  /** Grows with every change; send it back with an update. */
  version: number;
}

export interface MemberChange {
  /** UUID; version 7 where SongTrackPro made it. */
  userId: string;
  /** The version that was read; a newer one in the store refuses the change. */
  version: number;
  role?: MemberRole | undefined;
  /** Permissions beyond the role; replaces the list. */
  additions?: Permission[] | undefined;
  /** Permissions of the role to take away; replaces the list. */
  removals?: Permission[] | undefined;
  /** Artists to restrict the membership to; null for all. */
  artistIds?: string[] | null | undefined;
}

export interface MemberListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
}

export interface MemberPage {
  items: Member[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export type MemberRole = 'owner' | 'admin' | 'manager' | 'analyst' | 'viewer';

export interface NewOrganization {
  name: string;
  /** Made from the name unless given. */
  slug?: string | undefined;
  kind: OrganizationKind;
  /** Zone in which this organization’s days begin. */
  timeZone?: string | undefined;
  /** Currency in which this organization plans. */
  currency?: string | undefined;
}

export interface Organization {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** Name as shown to people. */
  name: string;
  /** Unique name in addresses. */
  slug: string;
  kind: OrganizationKind;
  /** Zone in which this organization’s days begin. */
  timeZone: string;
  /** Currency in which this organization plans. */
  currency: string;
  settings: OrganizationSettings;
  /** Person that the organization belongs to, one of its owners; null without people. */
  ownerId: string | null;
  /** Null unless the operator has stopped the organization. */
  suspension: Suspension | null;
  /** Grows with every change; send it back with an update. */
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: string;
  /** Point in time, ISO 8601 in UTC. */
  updatedAt: string;
}

export interface OrganizationChange {
  /** The version that was read; a newer one in the store refuses the change. */
  version: number;
  name?: string | undefined;
  /** Addresses with the earlier slugs go on leading to the organization. */
  slug?: string | undefined;
  kind?: OrganizationKind | undefined;
  /** IANA time zone name. */
  timeZone?: string | undefined;
  /** ISO 4217 currency code. */
  currency?: string | undefined;
  settings?: OrganizationSettingsChange | undefined;
}

export interface OrganizationDeleteInput {
  /** The organization’s slug, to confirm that it is meant. */
  slug: string;
}

export interface OrganizationEndSupportAccessInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface OrganizationHealth {
  members: number;
  owners: number;
  /** Keys that work. */
  apiKeys: number;
  keyLastUsedAt: string | null;
  imports: {
    /** Waiting for something or being worked on. */
    open: number;
    completed: number;
    /** Given up, or refused as a whole. */
    failed: number;
    /** When the newest one was announced. */
    lastAt: string | null;
  };
}

export interface OrganizationIdentity {
  organization: Organization;
  /** The key that made the call; null where a person did. */
  apiKey: {
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    name: string;
    /** First characters of the key, to recognise it by. */
    prefix: string;
    /** Permissions of the key. */
    scopes: string[];
    expiresAt: string | null;
  } | null;
  /** The membership of the person who made the call; null where a key or support did. */
  member: {
    /** UUID; version 7 where SongTrackPro made it. */
    userId: string;
    role: MemberRole;
    /** Artists that the membership is restricted to; null for all. */
    artistIds: string[] | null;
  } | null;
  /** The support access under which staff made the call; null for everybody else. */
  supportAccess: {
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    /** Point in time, ISO 8601 in UTC. */
    expiresAt: string;
  } | null;
  /** What the caller may do in this organization. */
  permissions: Permission[];
}

export interface OrganizationInspectInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export type OrganizationKind = 'artist' | 'label' | 'agency';

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

export interface OrganizationSettings {
  /** Currency that series answer in where a call names none; null leaves money in the currency of its source. */
  reportCurrency: string | null;
  /** `warnPercent` of a new campaign that says none: the share of its budget, in percent, at which it warns. */
  budgetWarningPercent: number;
}

export interface OrganizationSettingsChange {
  /** Currency that series answer in where a call names none; null leaves money in the currency of its source. */
  reportCurrency?: string | null | undefined;
  /** `warnPercent` of a new campaign that says none: the share of its budget, in percent, at which it warns. */
  budgetWarningPercent?: number | undefined;
}

export interface OrganizationState {
  /** The current slug, also where an earlier one was asked for. */
  slug: string;
  name: string;
  kind: OrganizationKind;
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  suspension: Suspension | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: string;
  /** Null unless its owner has deleted it. */
  deletedAt: string | null;
  billing: BillingState;
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

export interface OrganizationStatus {
  /** The current slug, also where an earlier one was asked for. */
  slug: string;
  name: string;
  kind: OrganizationKind;
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  suspension: Suspension | null;
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

export interface OwnOrganization {
  organization: Organization;
  role: MemberRole;
  /** Artists that the membership is restricted to; null for all. */
  artistIds: string[] | null;
  /** Point in time, ISO 8601 in UTC. */
  joinedAt: string;
  /** Whether calls that name no organization are made in this one. */
  isHome: boolean;
  /** The organization was deleted, and its owner may restore it until then; null where it was not. */
  restorableUntil: string | null;
}

export interface OwnOrganizationPage {
  items: OwnOrganization[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export type Permission =
  | 'organizations:read'
  | 'organizations:write'
  | 'organizations:transfer'
  | 'organizations:delete'
  | 'members:read'
  | 'members:write'
  | 'apiKeys:read'
  | 'apiKeys:write'
  | 'audit:read'
  | 'billing:read'
  | 'billing:write'
  | 'artists:read'
  | 'artists:write'
  | 'tracks:read'
  | 'tracks:write'
  | 'campaigns:read'
  | 'campaigns:write'
  | 'audiences:read'
  | 'audiences:write'
  | 'integrations:read'
  | 'integrations:write'
  | 'notifications:read'
  | 'notifications:write'
  | 'imports:read'
  | 'imports:write'
  | 'metrics:read'
  | 'metrics:write'
  | 'events:write'
  | 'reports:read'
  | 'reports:write'
  | 'webhooks:read'
  | 'webhooks:write';

export type PlanTier = 'free' | 'starter' | 'professional' | 'enterprise';

export interface PublicOrganization {
  /** The current slug, also where an earlier one was asked for. */
  slug: string;
  name: string;
  kind: OrganizationKind;
}

export interface SupportAccess {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** Who looks; null once that person’s account is gone for good. */
  staffId: string | null;
  reason: string;
  /** Point in time, ISO 8601 in UTC. */
  startsAt: string;
  /** Point in time, ISO 8601 in UTC. */
  expiresAt: string;
  /** Null unless it was ended before it expired. */
  endedAt: string | null;
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

export interface Suspension {
  /** Point in time, ISO 8601 in UTC. */
  since: string;
  reason: string;
}
