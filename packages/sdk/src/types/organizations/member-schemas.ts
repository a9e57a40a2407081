// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Permission } from '../core/permissions.ts';
import type { MemberRole } from '../core/roles.ts';
import type { Instant } from '../core/words.ts';

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
  joinedAt: Instant;
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
