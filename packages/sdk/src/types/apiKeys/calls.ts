// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { ApiKey } from './schemas.ts';
import type { ApiUsage } from './usage.ts';

export interface ApiKeyGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface ApiKeyPage {
  items: ApiKey[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface ApiKeyRevokeInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface ApiUsagePage {
  items: ApiUsage[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}
