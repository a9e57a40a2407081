// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { CalendarDate, Instant } from './core.ts';

import type { Permission } from './organizations.ts';

export interface ApiKey {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  name: string;
  /** Stands in the key, `stp_live_…` or `stp_dev_…`. */
  environment: 'live' | 'dev';
  /** First characters of the key, to recognise it by. */
  prefix: string;
  scopes: Permission[];
  /** Networks that may use the key; null for all. */
  allowedNetworks: string[] | null;
  status: ApiKeyStatus;
  /** The person who made it; null where a key or the operator did. */
  createdBy: string | null;
  /** The key that this one replaces. */
  rotatedFromId: string | null;
  /** When a replaced key ends; null where it was not replaced. */
  overlapUntil: Instant | null;
  expiresAt: Instant | null;
  revokedAt: Instant | null;
  /** Last call, some seconds behind. */
  lastUsedAt: Instant | null;
  /** Calls so far, some seconds behind. */
  useCount: number;
  /** Grows with every change; send it back with an update. */
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
}

export interface ApiKeyChange {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** Version that was read; a newer one is a conflict. */
  version: number;
  name?: string | undefined;
  /** Permissions of the key; nobody gives a key more than they have. */
  scopes?: Permission[] | undefined;
  /** Networks that may use the key, for example `203.0.113.0/24`; null for all. */
  allowedNetworks?: string[] | null | undefined;
}

export interface ApiKeyGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface ApiKeyListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
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

export interface ApiKeyRotation {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** Hours that the replaced key goes on working, at most 168; 0 ends it at once. */
  overlapHours?: number | undefined;
  /** When the new key ends; that of the replaced one unless given. */
  expiresAt?: Instant | null | undefined;
}

export type ApiKeyStatus = 'active' | 'replaced' | 'expired' | 'revoked';

export interface ApiKeyWithSecret {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  name: string;
  /** Stands in the key, `stp_live_…` or `stp_dev_…`. */
  environment: 'live' | 'dev';
  /** First characters of the key, to recognise it by. */
  prefix: string;
  scopes: Permission[];
  /** Networks that may use the key; null for all. */
  allowedNetworks: string[] | null;
  status: ApiKeyStatus;
  /** The person who made it; null where a key or the operator did. */
  createdBy: string | null;
  /** The key that this one replaces. */
  rotatedFromId: string | null;
  /** When a replaced key ends; null where it was not replaced. */
  overlapUntil: Instant | null;
  expiresAt: Instant | null;
  revokedAt: Instant | null;
  /** Last call, some seconds behind. */
  lastUsedAt: Instant | null;
  /** Calls so far, some seconds behind. */
  useCount: number;
  /** Grows with every change; send it back with an update. */
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  /** The key itself. Shown once: null where the answer is a repeated one. */
  key: string | null;
  /** Only in a repeated answer: says that the key was shown once. */
  hint?: string | undefined;
}

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

export interface ApiUsagePage {
  items: ApiUsage[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface NewApiKey {
  /** What the key is for, for people. */
  name: string;
  /** Permissions of the key; nobody gives a key more than they have. */
  scopes: Permission[];
  /** When the key ends by itself; null for never. */
  expiresAt?: Instant | null | undefined;
  /** Networks that may use the key, for example `203.0.113.0/24`; null for all. */
  allowedNetworks?: string[] | null | undefined;
}
