// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Goal, GoalType } from './campaigns.ts';
import type { CalendarDate } from './core.ts';

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

export interface GoalDeleteInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface GoalGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
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

export interface GoalPage {
  items: Goal[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface GoalRestoreInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

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
