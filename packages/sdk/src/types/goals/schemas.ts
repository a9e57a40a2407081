// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { CalendarDate, Instant } from '../core/words.ts';
import type { MetricSource } from '../metrics/schemas.ts';
import type { GoalType } from './types.ts';

export interface Goal {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  type: GoalType;
  unit: 'streams' | 'people' | 'engagements' | 'conversions';
  baseline: number;
  target: number;
  /** Last day; the campaign’s last one where none is set. */
  dueDate: CalendarDate | null;
  progress: GoalProgress;
  /** Null where nothing is known of the progress, or a part of it that doesn’t reach the target. */
  status: GoalStatus | null;
  /** When it was first seen reached; stays when a source takes it back. */
  reachedAt: Instant | null;
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  /** Point in time, ISO 8601 in UTC. */
  updatedAt: Instant;
  deletedAt: Instant | null;
}

export interface GoalChange {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The version that was read; a newer one in the store refuses the change. */
  version: number;
  baseline?: number | undefined;
  target?: number | undefined;
  /** Null for the campaign’s last day. */
  dueDate?: CalendarDate | null | undefined;
}

export interface GoalListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only goals of this campaign. */
  campaignId?: string | undefined;
  type?: GoalType | undefined;
  /** True lists what was deleted instead. */
  deleted?: boolean | undefined;
}

export interface GoalProgress {
  /** Computed from the numbers, never typed in; may go down when a source restates. */
  current: number | null;
  /** Why nothing is known; `expired_before`: facts that belong to it may have expired. */
  reason: 'no_subject' | 'no_ad_campaign' | 'no_start' | 'no_facts' | 'not_additive' | 'expired_before' | null;
  /** What the facts that are still there come to: `current` where it is known, else less than or equal to it. */
  atLeast: number | null;
  /** Facts of days before this one may have expired; null where none can be missing. */
  expiredBefore: CalendarDate | null;
  source: MetricSource | null;
  /** When the newest of these numbers was stated. */
  asOf: Instant | null;
  /** Last day that the numbers cover. */
  through: CalendarDate | null;
  /** Part of the way from baseline to target: 0 at the baseline, 1 at the target. */
  share: number | null;
}

export type GoalStatus = 'on_track' | 'behind' | 'reached' | 'missed';

export interface NewGoal {
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  type: GoalType;
  /** Where it stood before the campaign. */
  baseline?: number | undefined;
  /** Where it is to stand; above the baseline. */
  target: number;
  /** Last day; the campaign’s last one unless given. */
  dueDate?: CalendarDate | undefined;
}
