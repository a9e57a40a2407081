// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { FxRate } from './schemas.ts';

export interface FxRatePage {
  items: FxRate[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}
