// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { IntegrationFault } from './campaigns.ts';
import type { Currency, Instant } from './core.ts';

export interface AccountChoice {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The ad accounts to fetch numbers of; others of the connection are fetched no longer. */
  externalIds: string[];
}

export interface ConnectionCallback {
  /** As the provider sent it back. */
  state: string;
  /** As the provider sent it back, where the person agreed. */
  code?: string | undefined;
  /** As the provider sent it back, where they did not. */
  error?: string | undefined;
}

export interface ConnectionStart {
  /** Where the person goes to agree. Shown once: it holds the attempt’s state. */
  url: string | null;
  /** Until when the person may come back. */
  expiresAt: Instant;
  /** Where the provider sends the person; exactly this has to stand in its console. */
  redirectUri: string;
}

export interface Integration {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  provider: IntegrationProvider;
  status: IntegrationStatus;
  /** Why it is not as it should be; null where all is well. */
  reason: IntegrationReason | null;
  /** What a person does about it; null where nothing is to be done. */
  nextStep: string | null;
  /** Id of the person’s account at the provider. */
  accountId: string | null;
  accountName: string | null;
  /** What the person allowed. */
  scopes: string[];
  /** What is needed and was not allowed. */
  missingScopes: string[];
  /** Ad accounts that the person may read, chosen or not. */
  accounts: IntegrationAccount[];
  /** Member who connected it last; null where an API key did. */
  connectedBy: string | null;
  /** When a person last agreed. */
  connectedAt: Instant | null;
  /** Until when that holds; people are told 14 and 7 days before. */
  expiresAt: Instant | null;
  /** When the provider last did what it was asked for. */
  lastSuccessAt: Instant | null;
  lastFault: IntegrationFault | null;
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  /** Point in time, ISO 8601 in UTC. */
  updatedAt: Instant;
}

export interface IntegrationAccount {
  /** Number of the ad account at the provider, without `act_`. */
  externalId: string;
  name: string;
  currency: Currency | null;
  timeZone: string | null;
  /** The ad account that facts are kept under; null until it is chosen. */
  adAccountId: string | null;
}

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

export interface IntegrationHealth {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  status: IntegrationStatus;
  reason: IntegrationReason | null;
  nextStep: string | null;
  /** Of each ad account that was chosen and asked for. */
  accounts: SyncHealth[];
}

export interface IntegrationHealthInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface IntegrationListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  provider?: IntegrationProvider | undefined;
}

export interface IntegrationPage {
  items: Integration[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export type IntegrationProvider = 'meta' | 'spotify';

export type IntegrationReason =
  | 'member_disconnected'
  | 'app_removed'
  | 'deletion_requested'
  | 'token_expired'
  | 'token_revoked'
  | 'grant_ended'
  | 'account_locked'
  | 'scopes_missing'
  | 'permission_missing'
  | 'key_missing'
  | 'throttled'
  | 'provider_unavailable'
  | 'provider_refused';

/** `connected`: numbers arrive. `expired`: somebody has to connect again. `error`: something has to be settled at the provider. `disconnected`: nothing is kept of the account. */
export type IntegrationStatus = 'connected' | 'disconnected' | 'error' | 'expired';

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

export interface SyncHealth {
  /** UUID; version 7 where SongTrackPro made it. */
  adAccountId: string;
  name: string;
  /** `idle` between two syncs; `throttled` and `failed` go on by themselves after `waitUntil`. */
  status: 'queued' | 'running' | 'idle' | 'throttled' | 'failed';
  /** Since the last sync that got through; null where none did. */
  lagSeconds: number | null;
  succeededAt: Instant | null;
  /** Until then nothing is asked; null where nothing holds it. */
  waitUntil: Instant | null;
  /** Days to be fetched once, counted for each of the series; null until they are known. */
  backFill: {
    done: number;
    total: number;
  } | null;
  rowsRead: number;
  factsChanged: number;
  /** Of the facts that were asked for again, the share that had changed; null where none was. */
  restatedShare: number | null;
  /** Stretches of days whose pages never made up their sum. */
  unreconciled: number;
  /** What is left of the limit that is used up most; null where the provider said nothing. */
  quotaLeftPercent: number | null;
  gauges: SyncGauge[];
  fault: SyncFault | null;
}
