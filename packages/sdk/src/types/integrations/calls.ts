// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Instant } from '../core/words.ts';
import type { Integration, IntegrationProvider } from './schemas.ts';

export interface IntegrationConnectInput {
  provider: IntegrationProvider;
}

export interface IntegrationDisconnectInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface IntegrationGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface IntegrationHealthInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface IntegrationPage {
  items: Integration[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface IntegrationSyncNowInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface SyncFault {
  /** What is done about it: `throttled`, `transient`, `expired`, `permission`, `permanent`. */
  kind: string;
  reason: string;
  message: string;
  /** Code of the provider. */
  code: string | null;
  subcode: string | null;
  /** What the provider’s support asks for. */
  traceId: string | null;
  /** Point in time, ISO 8601 in UTC. */
  at: Instant;
  /** Tries in a row that ended like this. */
  count: number;
}

export interface SyncGauge {
  /** The provider’s name of the limit. */
  limit: string;
  /** How much of it was used up when the provider last said so. */
  percent: number;
  /** Milliseconds until it may be asked again; null where it may. */
  regainMs: number | null;
}
