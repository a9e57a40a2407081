// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { WebhookDelivery } from './delivery-schemas.ts';
import type { WebhookEndpoint } from './schemas.ts';

export type WebhookCause = 'event' | 'replay' | 'test';

export interface WebhookDeleteInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface WebhookDeleteOutput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface WebhookDeliveryPage {
  items: WebhookDelivery[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

/** `member`: by a call; `gone`: the receiver answered 410; `failing`: nothing arrived for three days. */
export type WebhookDisabledReason = 'member' | 'gone' | 'failing';

export interface WebhookEndpointPage {
  items: WebhookEndpoint[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface WebhookGetDeliveryInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface WebhookGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface WebhookRedeliverInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface WebhookSendTestInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface WebhookWatchInput {
  /** The newest event that was seen: those behind it come first. */
  after?: string | undefined;
}
