// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Instant } from '../core/words.ts';

export interface SystemEvent {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** Point in time, ISO 8601 in UTC. */
  at: Instant;
  /** Null for what concerns none: care of the stores, a call of nobody. */
  organizationId: string | null;
  kind: 'api_call' | 'sync_job' | 'error' | 'performance';
  /** How bad it is; `error` is a fault of the installation. */
  level: 'info' | 'warning' | 'error';
  /** The procedure or the work, for example `artists.list` or `import`. */
  name: string;
  /** What went wrong, without keys and values; null where nothing did. */
  message: string | null;
  durationMs: number | null;
  /** Of the request that a caller may report. */
  requestId: string | null;
  details: Record<string, string | number | boolean | null>;
}

export interface SystemEventListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only events of this organization. */
  organizationId?: string | undefined;
  kind?: 'api_call' | 'sync_job' | 'error' | 'performance' | undefined;
  /** Only events of exactly this level. */
  level?: 'info' | 'warning' | 'error' | undefined;
  /** Only events at or after this moment; 24 hours before `to` unless given. */
  from?: Instant | undefined;
  /** Only events before this moment; now unless given. */
  to?: Instant | undefined;
}
