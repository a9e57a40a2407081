// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Instant } from '../core/words.ts';
import type { AudienceCriterion } from './calls.ts';

export interface Audience {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  name: string;
  kind: AudienceKind;
  /** Of a custom audience; null for everybody, and for other kinds. */
  criteria: AudienceCriterion | null;
  /** People in an uploaded list, each counted once; null for other kinds. */
  people: number | null;
  /** Null as long as nobody has estimated it. */
  size: AudienceSize | null;
  adAccountId: string | null;
  /** Id at the ad platform. */
  externalId: string | null;
  /** When the ad platform was asked last. */
  syncedAt: Instant | null;
  /** Grows with every change; send it back with an update. */
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  /** Point in time, ISO 8601 in UTC. */
  updatedAt: Instant;
  /** Null unless it was deleted and can still be restored. */
  deletedAt: Instant | null;
}

export interface AudienceBulkResult {
  /** Ids of the audiences that were changed. */
  done: string[];
  inUse: {
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    /** Names of the campaigns in flight that use it. */
    campaigns: string[];
  }[];
  /** Places in `ids`, from 0, where none of your audiences was named. */
  notFound: number[];
}

export interface AudienceChange {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The version that was read; a newer one in the store refuses the change. */
  version: number;
  name?: string | undefined;
  /** Only of a custom audience; null for everybody. */
  criteria?: AudienceCriterion | null | undefined;
  /** Null takes the link away. */
  adAccountId?: string | null | undefined;
}

export interface AudienceEstimate {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The version that was read; a newer one in the store refuses the change. */
  version: number;
  lower: number;
  upper: number;
  /** Who says so, for example `meta`. */
  source: string;
  /** When it was said; now unless given, never later. */
  asOf?: Instant | undefined;
}

export interface AudienceIds {
  ids: string[];
}

export type AudienceKind = 'custom' | 'list' | 'meta';

export interface AudienceListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  kind?: AudienceKind | undefined;
  /** Only audiences whose name contains this text. */
  search?: string | undefined;
  /** Only those that were deleted and can still be restored. */
  deleted?: boolean | undefined;
  sort?: 'newest' | 'oldest' | 'name' | undefined;
}

export interface AudienceSize {
  /** At least so many people. */
  lower: number;
  /** At most so many people. */
  upper: number;
  /** Who says so; `list` where it follows from the people in an uploaded list. */
  source: string;
  /** When it was said. */
  asOf: Instant;
}

export interface AudienceUsage {
  campaigns: AudienceUse[];
}

export interface AudienceUse {
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  name: string;
  status: 'draft' | 'active' | 'paused' | 'completed' | 'archived' | null;
  /** Whether the campaign keeps away from the audience instead of aiming at it. */
  excluded: boolean;
}

export interface NewAudience {
  name: string;
  kind?: AudienceKind | undefined;
  /** Only of a custom audience; null for everybody. */
  criteria?: AudienceCriterion | null | undefined;
  /** Ad account that the audience belongs to. */
  adAccountId?: string | undefined;
  /** Id at the ad platform; a `meta` audience needs it. */
  externalId?: string | undefined;
}
