// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { CalendarDate, Instant } from '../core/words.ts';

export interface ApiUsage {
  /** Grouped by key: the key, or null for calls of signed-in people. Else null. */
  apiKeyId: string | null;
  /** Grouped by procedure: its name. Else null. */
  procedure: string | null;
  /** Grouped by day: the day in UTC. Else null. */
  day: CalendarDate | null;
  /** Calls; each part of a batch is one. */
  requests: number;
  /** Calls that were answered with 2xx. */
  succeeded: number;
  /** Calls that were answered with 4xx. */
  refused: number;
  /** Calls that were answered with 5xx. */
  failed: number;
  /** Calls by `ok` or the code of their error. */
  outcomes: Record<string, number>;
  /** Half, 95 and 99 of 100 calls took no longer, in milliseconds; read from buckets, so approximate. */
  latencyMs: {
    p50: number | null;
    p95: number | null;
    p99: number | null;
  };
  /** Bytes that callers sent, heads included. */
  requestBytes: number;
  /** Bytes that were answered, heads included. */
  responseBytes: number;
}

export interface ApiUsageInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** What calls are added up by. */
  groupBy?: 'apiKey' | 'procedure' | 'day' | undefined;
  /** Minutes that begin then or later; 24 hours before `to` unless given. */
  from?: Instant | undefined;
  /** Minutes that begin before then; now unless given. At most 92 days after `from`. */
  to?: Instant | undefined;
  /** Only calls of this key. */
  apiKeyId?: string | undefined;
  /** Only calls of this procedure, for example `artists.list`. */
  procedure?: string | undefined;
}
