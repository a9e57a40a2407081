// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Goal } from './schemas.ts';

export interface GoalDeleteInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface GoalGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
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
