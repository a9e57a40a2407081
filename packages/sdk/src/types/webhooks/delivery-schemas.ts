// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Instant } from '../core/words.ts';
import type { WebhookCause } from './calls.ts';
import type { WebhookEventType } from './events.ts';

export interface WebhookAttempt {
  /** Point in time, ISO 8601 in UTC. */
  at: Instant;
  durationMs: number;
  /** HTTP status of the answer; null where there was none. */
  responseStatus: number | null;
  /** The first 2,000 characters of the answer. */
  responseBody: string | null;
  /** Null where it arrived. */
  fault: WebhookFault | null;
  /** What the fault was, for people. */
  detail: string | null;
}

export interface WebhookDelivery {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** UUID; version 7 where SongTrackPro made it. */
  endpointId: string;
  /** Sent as `webhook-id`. */
  eventId: string;
  eventType: WebhookEventType;
  cause: WebhookCause;
  status: WebhookDeliveryStatus;
  attempts: number;
  /** Null where there is none any more. */
  nextAttemptAt: Instant | null;
  /** HTTP status of the answer; null where there was none. */
  responseStatus: number | null;
  /** What the last attempt failed of. */
  fault: WebhookFault | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  deliveredAt: Instant | null;
}

export interface WebhookDeliveryDetail {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** UUID; version 7 where SongTrackPro made it. */
  endpointId: string;
  /** Sent as `webhook-id`. */
  eventId: string;
  eventType: WebhookEventType;
  cause: WebhookCause;
  status: WebhookDeliveryStatus;
  attempts: number;
  /** Null where there is none any more. */
  nextAttemptAt: Instant | null;
  /** HTTP status of the answer; null where there was none. */
  responseStatus: number | null;
  /** What the last attempt failed of. */
  fault: WebhookFault | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  deliveredAt: Instant | null;
  /** What is sent; null once it is older than 90 days. */
  requestBody: string | null;
  /** Every attempt, the first one first. */
  log: WebhookAttempt[];
}

export interface WebhookDeliveryListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only deliveries to this endpoint. */
  endpointId?: string | undefined;
  status?: WebhookDeliveryStatus | undefined;
  eventType?: WebhookEventType | undefined;
  /** Only deliveries of this event. */
  eventId?: string | undefined;
  /** Only those made at or after this moment. */
  from?: Instant | undefined;
  /** Only those made before this moment. */
  to?: Instant | undefined;
}

export type WebhookDeliveryStatus = 'pending' | 'delivered' | 'failed';

/** `refused`: another answer than 2xx, redirects too; `gone`: 410; `private_address`: the name leads to an address that is no public one; `insecure`: plain http. */
export type WebhookFault =
  | 'refused'
  | 'gone'
  | 'timeout'
  | 'unreachable'
  | 'private_address'
  | 'insecure'
  | 'secret_unreadable'
  | 'endpoint_disabled'
  | 'organization_suspended';

export interface WebhookReplay {
  /** The endpoint. */
  id: string;
  /** Events from then on; they are kept for 90 days. */
  from: Instant;
  /** Events before then. */
  to: Instant;
  /** Only events that have not arrived and are not on their way. */
  onlyMissed?: boolean | undefined;
}

export interface WebhookReplayed {
  /** Deliveries that were made, at most 1,000. */
  deliveries: number;
  /** Where there are more: call again with this as `from`. Null where all are made. */
  nextFrom: Instant | null;
}
