// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

export interface EndedMembership {
  /** UUID; version 7 where SongTrackPro made it. */
  organizationId: string;
  /** UUID; version 7 where SongTrackPro made it. */
  userId: string;
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
  /** Point in time, ISO 8601 in UTC. */
  createdAt: string;
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
  /** The membership of the person who made the call; null where a key did. */
  member: {
    /** UUID; version 7 where SongTrackPro made it. */
    userId: string;
    role: MemberRole;
    /** Artists that the membership is restricted to; null for all. */
    artistIds: string[] | null;
  } | null;
  /** What the caller may do in this organization. */
  permissions: Permission[];
}

export type OrganizationKind = 'artist' | 'label' | 'agency';

export interface OrganizationLeaveInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export type OrganizationMeInput = Record<string, never>;

export interface OrganizationRemoveMemberInput {
  /** UUID; version 7 where SongTrackPro made it. */
  userId: string;
}

export type Permission =
  | 'organizations:read'
  | 'organizations:write'
  | 'organizations:delete'
  | 'members:read'
  | 'members:write'
  | 'apiKeys:read'
  | 'apiKeys:write'
  | 'audit:read'
  | 'artists:read'
  | 'artists:write'
  | 'tracks:read'
  | 'tracks:write'
  | 'campaigns:read'
  | 'campaigns:write'
  | 'imports:read'
  | 'imports:write'
  | 'metrics:read'
  | 'reports:read';
