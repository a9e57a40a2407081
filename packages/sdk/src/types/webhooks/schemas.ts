// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Instant } from '../core/words.ts';
import type { WebhookDisabledReason } from './calls.ts';
import type { WebhookEventType } from './events.ts';

export interface NewWebhookEndpoint {
  /** Where events are sent, by POST. Plain http and private addresses only where the operator allows them. */
  url: string;
  /** What the endpoint is for, for people. */
  description?: string | null | undefined;
  /** Types of events that are sent; null for all, those to come too. */
  eventTypes?: WebhookEventType[] | null | undefined;
}

export interface WebhookEndpoint {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  url: string;
  description: string | null;
  /** Types of events that are sent; null for all. */
  eventTypes: WebhookEventType[] | null;
  enabled: boolean;
  /** Null where it is enabled. */
  disabledReason: WebhookDisabledReason | null;
  disabledAt: Instant | null;
  /** Since when no attempt has arrived; null where the last one did. */
  failingSince: Instant | null;
  /** Until then the replaced secret signs too; null where none does. */
  previousSecretUntil: Instant | null;
  /** Grows with every change; send it back with an update. */
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
}

export interface WebhookEndpointChange {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** Version that was read; a newer one is a conflict. */
  version: number;
  /** Where events are sent, by POST. Plain http and private addresses only where the operator allows them. */
  url?: string | undefined;
  /** What the endpoint is for, for people. */
  description?: string | null | undefined;
  /** Types of events that are sent; null for all, those to come too. */
  eventTypes?: WebhookEventType[] | null | undefined;
  /** False: nothing is sent, and what waits is given up. */
  enabled?: boolean | undefined;
}

export interface WebhookEndpointListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
}

export interface WebhookEndpointWithSecret {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  url: string;
  description: string | null;
  /** Types of events that are sent; null for all. */
  eventTypes: WebhookEventType[] | null;
  enabled: boolean;
  /** Null where it is enabled. */
  disabledReason: WebhookDisabledReason | null;
  disabledAt: Instant | null;
  /** Since when no attempt has arrived; null where the last one did. */
  failingSince: Instant | null;
  /** Until then the replaced secret signs too; null where none does. */
  previousSecretUntil: Instant | null;
  /** Grows with every change; send it back with an update. */
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  /** What deliveries are signed with, `whsec_…`. Shown once: null where the answer is a repeated one. */
  secret: string | null;
  /** Only in a repeated answer: says that the secret was shown once. */
  hint?: string | undefined;
}

export interface WebhookSecretRotation {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** Hours in which deliveries carry signatures of both secrets, at most 168; 0 for none. */
  overlapHours?: number | undefined;
}
