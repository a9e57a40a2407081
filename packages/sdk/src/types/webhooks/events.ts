// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { CalendarDate, Currency, Instant, MinorUnits } from '../core/words.ts';

export type WebhookEvent =
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'campaign.started';
      version: 1;
      /** When it happened. */
      timestamp: Instant;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        campaignId: string;
        campaignName: string;
        status: 'active' | 'paused' | 'completed';
        previousStatus: 'draft' | 'active' | 'paused';
        startDate: CalendarDate | null;
        endDate: CalendarDate | null;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'campaign.paused';
      version: 1;
      /** When it happened. */
      timestamp: Instant;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        campaignId: string;
        campaignName: string;
        status: 'active' | 'paused' | 'completed';
        previousStatus: 'draft' | 'active' | 'paused';
        startDate: CalendarDate | null;
        endDate: CalendarDate | null;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'campaign.resumed';
      version: 1;
      /** When it happened. */
      timestamp: Instant;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        campaignId: string;
        campaignName: string;
        status: 'active' | 'paused' | 'completed';
        previousStatus: 'draft' | 'active' | 'paused';
        startDate: CalendarDate | null;
        endDate: CalendarDate | null;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'campaign.completed';
      version: 1;
      /** When it happened. */
      timestamp: Instant;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        campaignId: string;
        campaignName: string;
        status: 'active' | 'paused' | 'completed';
        previousStatus: 'draft' | 'active' | 'paused';
        startDate: CalendarDate | null;
        endDate: CalendarDate | null;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'campaign.not_started';
      version: 1;
      /** When it happened. */
      timestamp: Instant;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        campaignId: string;
        campaignName: string;
        startDate: CalendarDate | null;
        endDate: CalendarDate | null;
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
      timestamp: Instant;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        campaignId: string;
        campaignName: string;
        /** `stop` where the campaign was paused. */
        threshold: 'warning' | 'stop';
        /** Whole minor units of the currency beside it, for example cents. */
        spentMinor: MinorUnits;
        /** Whole minor units of the currency beside it, for example cents. */
        budgetMinor: MinorUnits;
        /** ISO 4217 currency code. */
        currency: Currency;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'goal.reached';
      version: 1;
      /** When it happened. */
      timestamp: Instant;
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
      timestamp: Instant;
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
      timestamp: Instant;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        reportId: string;
        name: string;
        /** Calendar day, `YYYY-MM-DD`. */
        from: CalendarDate;
        /** Calendar day, `YYYY-MM-DD`. */
        to: CalendarDate;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'audience.delivered';
      version: 1;
      /** When it happened. */
      timestamp: Instant;
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
      timestamp: Instant;
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
      timestamp: Instant;
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
      timestamp: Instant;
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
      timestamp: Instant;
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
      timestamp: Instant;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        invoiceId: string;
        /** Whole minor units of the currency beside it, for example cents. */
        amountMinor: MinorUnits;
        /** ISO 4217 currency code. */
        currency: Currency;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'invoice.payment_failed';
      version: 1;
      /** When it happened. */
      timestamp: Instant;
      /** UUID; version 7 where SongTrackPro made it. */
      organizationId: string;
      data: {
        /** UUID; version 7 where SongTrackPro made it. */
        invoiceId: string;
        /** Whole minor units of the currency beside it, for example cents. */
        amountMinor: MinorUnits;
        /** ISO 4217 currency code. */
        currency: Currency;
      };
    }
  | {
      /** Stays the same however often the event is delivered, as the header `webhook-id`. */
      id: string;
      type: 'webhook.test';
      version: 1;
      /** When it happened. */
      timestamp: Instant;
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

export interface WebhookMessage {
  /** Null in the first message, which says that the stream is open. */
  event: WebhookEvent | null;
}
