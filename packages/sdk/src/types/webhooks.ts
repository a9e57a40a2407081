// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

export interface NewWebhookEndpoint {
  /** Where events are sent, by POST. Plain http and private addresses only where the operator allows them. */
  url: string;
  /** What the endpoint is for, for people. */
  description?: string | null | undefined;
  /** Types of events that are sent; null for all, those to come too. */
  eventTypes?: WebhookEventType[] | null | undefined;
}

export interface WebhookAttempt {
  /** Point in time, ISO 8601 in UTC. */
  at: string;
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

export type WebhookCause = 'event' | 'replay' | 'test';

export interface WebhookDeleteInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface WebhookDeleteOutput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
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
  nextAttemptAt: string | null;
  /** HTTP status of the answer; null where there was none. */
  responseStatus: number | null;
  /** What the last attempt failed of. */
  fault: WebhookFault | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: string;
  deliveredAt: string | null;
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
  nextAttemptAt: string | null;
  /** HTTP status of the answer; null where there was none. */
  responseStatus: number | null;
  /** What the last attempt failed of. */
  fault: WebhookFault | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: string;
  deliveredAt: string | null;
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
  from?: string | undefined;
  /** Only those made before this moment. */
  to?: string | undefined;
}

export interface WebhookDeliveryPage {
  items: WebhookDelivery[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export type WebhookDeliveryStatus = 'pending' | 'delivered' | 'failed';

/** `member`: by a call; `gone`: the receiver answered 410; `failing`: nothing arrived for three days. */
export type WebhookDisabledReason = 'member' | 'gone' | 'failing';

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
  disabledAt: string | null;
  /** Since when no attempt has arrived; null where the last one did. */
  failingSince: string | null;
  /** Until then the replaced secret signs too; null where none does. */
  previousSecretUntil: string | null;
  /** Grows with every change; send it back with an update. */
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: string;
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

export interface WebhookEndpointPage {
  items: WebhookEndpoint[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
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
  disabledAt: string | null;
  /** Since when no attempt has arrived; null where the last one did. */
  failingSince: string | null;
  /** Until then the replaced secret signs too; null where none does. */
  previousSecretUntil: string | null;
  /** Grows with every change; send it back with an update. */
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: string;
  /** What deliveries are signed with, `whsec_…`. Shown once: null where the answer is a repeated one. */
  secret: string | null;
  /** Only in a repeated answer: says that the secret was shown once. */
  hint?: string | undefined;
}

export type WebhookEvent =
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'campaign.started';
      version: 1;
      /** When it happened. */
      timestamp: string;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        campaignId: string;
        campaignName: string;
        status: 'active' | 'paused' | 'completed';
        previousStatus: 'draft' | 'active' | 'paused';
        startDate: string | null;
        endDate: string | null;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'campaign.paused';
      version: 1;
      /** When it happened. */
      timestamp: string;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        campaignId: string;
        campaignName: string;
        status: 'active' | 'paused' | 'completed';
        previousStatus: 'draft' | 'active' | 'paused';
        startDate: string | null;
        endDate: string | null;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'campaign.resumed';
      version: 1;
      /** When it happened. */
      timestamp: string;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        campaignId: string;
        campaignName: string;
        status: 'active' | 'paused' | 'completed';
        previousStatus: 'draft' | 'active' | 'paused';
        startDate: string | null;
        endDate: string | null;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'campaign.completed';
      version: 1;
      /** When it happened. */
      timestamp: string;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        campaignId: string;
        campaignName: string;
        status: 'active' | 'paused' | 'completed';
        previousStatus: 'draft' | 'active' | 'paused';
        startDate: string | null;
        endDate: string | null;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'campaign.not_started';
      version: 1;
      /** When it happened. */
      timestamp: string;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        campaignId: string;
        campaignName: string;
        startDate: string | null;
        endDate: string | null;
        /** What it lacks. */
        missing: (
          | 'track'
          | 'budget'
          | 'dates'
          | 'goal'
          | 'audiences'
          | 'links'
          | 'begun'
          | 'not_over'
          | 'budget_left'
        )[];
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'campaign.budget_threshold';
      version: 1;
      /** When it happened. */
      timestamp: string;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        campaignId: string;
        campaignName: string;
        /** `stop` where the campaign was paused. */
        threshold: 'warning' | 'stop';
        /** Whole minor units of the currency beside it, for example cents. */
        spentMinor: number;
        /** Whole minor units of the currency beside it, for example cents. */
        budgetMinor: number;
        /** ISO 4217 currency code. */
        currency: string;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'goal.reached';
      version: 1;
      /** When it happened. */
      timestamp: string;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        campaignId: string;
        campaignName: string;
        /** UUID; version 7 where SongTrackPro made it. */
        goalId: string;
        metric: string;
        target: number;
        value: number;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'import.finished';
      version: 1;
      /** When it happened. */
      timestamp: string;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        importId: string;
        fileName: string;
        /** `waiting` for an answer; a second event says what became of it. */
        status: 'completed' | 'refused' | 'failed' | 'waiting';
        rowsRead: number;
        rowsRefused: number;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'report.ready';
      version: 1;
      /** When it happened. */
      timestamp: string;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        reportId: string;
        name: string;
        /** Calendar day, `YYYY-MM-DD`. */
        from: string;
        /** Calendar day, `YYYY-MM-DD`. */
        to: string;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'audience.delivered';
      version: 1;
      /** When it happened. */
      timestamp: string;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        audienceId: string;
        /** UUID; version 7 where SongTrackPro made it. */
        deliveryId: string;
        provider: 'meta' | 'spotify';
        /** People were sent, or the audience was deleted there. */
        kind: 'send' | 'withdraw';
        sent: number;
        /** People that the platform could not read. */
        invalid: number;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'integration.attention';
      version: 1;
      /** When it happened. */
      timestamp: string;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        integrationId: string;
        provider: 'meta' | 'spotify';
        /** What happened, for people. */
        reason: string;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'integration.sync_failed';
      version: 1;
      /** When it happened. */
      timestamp: string;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        integrationId: string;
        provider: 'meta' | 'spotify';
        /** What happened, for people. */
        reason: string;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'platform.refused';
      version: 1;
      /** When it happened. */
      timestamp: string;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        provider: 'meta' | 'spotify';
        subject: 'campaign' | 'audience';
        /** UUID; version 7 where SongTrackPro made it. */
        subjectId: string;
        name: string;
        /** What happened, for people. */
        reason: string;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'invitation.answered';
      version: 1;
      /** When it happened. */
      timestamp: string;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        invitationId: string;
        state: 'accepted' | 'expired' | 'revoked';
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'invoice.paid';
      version: 1;
      /** When it happened. */
      timestamp: string;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        invoiceId: string;
        /** Whole minor units of the currency beside it, for example cents. */
        amountMinor: number;
        /** ISO 4217 currency code. */
        currency: string;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'invoice.payment_failed';
      version: 1;
      /** When it happened. */
      timestamp: string;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        invoiceId: string;
        /** Whole minor units of the currency beside it, for example cents. */
        amountMinor: number;
        /** ISO 4217 currency code. */
        currency: string;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'webhook.test';
      version: 1;
      /** When it happened. */
      timestamp: string;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        endpointId: string;
        message: string;
      };
    };

export type WebhookEventType =
  | 'campaign.started'
  | 'campaign.paused'
  | 'campaign.resumed'
  | 'campaign.completed'
  | 'campaign.not_started'
  | 'campaign.budget_threshold'
  | 'goal.reached'
  | 'import.finished'
  | 'report.ready'
  | 'audience.delivered'
  | 'integration.attention'
  | 'integration.sync_failed'
  | 'platform.refused'
  | 'invitation.answered'
  | 'invoice.paid'
  | 'invoice.payment_failed'
  | 'webhook.test';

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

export interface WebhookGetDeliveryInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface WebhookGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface WebhookMessage {
  /** Null in the first message, which says that the stream is open. */
  event: WebhookEvent | null;
}

export interface WebhookRedeliverInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface WebhookReplay {
  /** The endpoint. */
  id: string;
  /** Events from then on; they are kept for 90 days. */
  from: string;
  /** Events before then. */
  to: string;
  /** Only events that have not arrived and are not on their way. */
  onlyMissed?: boolean | undefined;
}

export interface WebhookReplayed {
  /** Deliveries that were made, at most 1,000. */
  deliveries: number;
  /** Where there are more: call again with this as `from`. Null where all are made. */
  nextFrom: string | null;
}

export interface WebhookSecretRotation {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** Hours in which deliveries carry signatures of both secrets, at most 168; 0 for none. */
  overlapHours?: number | undefined;
}

export interface WebhookSendTestInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface WebhookWatchInput {
  /** The newest event that was seen: those behind it come first. */
  after?: string | undefined;
}
