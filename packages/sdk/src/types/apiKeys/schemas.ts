// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Permission } from '../core/permissions.ts';
import type { Instant } from '../core/words.ts';

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

export interface ApiKeyListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
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
