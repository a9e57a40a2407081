// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { CalendarDate } from '../core/words.ts';
import type { Revision } from './revisions.ts';

export interface ComparedRange {
  /** Calendar day, `YYYY-MM-DD`. */
  from: CalendarDate;
  /** Calendar day, `YYYY-MM-DD`. */
  to: CalendarDate;
}

export interface RevisionPage {
  items: Revision[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}
