// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

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

export type OrganizationMeInput = Record<string, never>;

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
