// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Currency, Instant } from '../core/words.ts';
import type { IntegrationReason } from './reasons.ts';

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

export interface IntegrationFault {
  message: string;
  /** Code of the provider, with its subcode where there is one. */
  providerCode: string | null;
  /** What the provider’s support asks for. */
  traceId: string | null;
  /** Point in time, ISO 8601 in UTC. */
  at: Instant;
  /** Failures since the last success; 0 where it has worked since. */
  count: number;
}

export interface IntegrationListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  provider?: IntegrationProvider | undefined;
}

export type IntegrationProvider = 'meta' | 'spotify';

/** `connected`: numbers arrive. `expired`: somebody has to connect again. `error`: something has to be settled at the provider. `disconnected`: nothing is kept of the account. */
export type IntegrationStatus = 'connected' | 'disconnected' | 'error' | 'expired';
