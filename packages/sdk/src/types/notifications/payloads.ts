// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { CalendarDate, Currency, MinorUnits } from '../core/words.ts';

export type NotificationPayload =
  | {
      kind: 'campaign_started';
      /** UUID; version 7 where SongTrackPro made it. */
      campaignId: string;
      campaignName: string;
      startDate: CalendarDate | null;
      endDate: CalendarDate | null;
    }
  | {
      kind: 'campaign_not_started';
      /** UUID; version 7 where SongTrackPro made it. */
      campaignId: string;
      campaignName: string;
      startDate: CalendarDate | null;
      endDate: CalendarDate | null;
      /** What it lacks. */
      missing: ('track' | 'budget' | 'dates' | 'goal' | 'audiences' | 'links' | 'begun' | 'not_over' | 'budget_left')[];
    }
  | {
      kind: 'campaign_ended';
      /** UUID; version 7 where SongTrackPro made it. */
      campaignId: string;
      campaignName: string;
      startDate: CalendarDate | null;
      endDate: CalendarDate | null;
    }
  | {
      kind: 'goal_reached';
      /** UUID; version 7 where SongTrackPro made it. */
      campaignId: string;
      campaignName: string;
      /** UUID; version 7 where SongTrackPro made it. */
      goalId: string;
      metric: string;
      target: number;
      value: number;
    }
  | {
      kind: 'budget_threshold';
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
    }
  | {
      kind: 'integration_attention';
      /** UUID; version 7 where SongTrackPro made it. */
      integrationId: string;
      provider: 'meta' | 'spotify';
      /** What happened, for people. */
      reason: string;
    }
  | {
      kind: 'import_finished';
      /** UUID; version 7 where SongTrackPro made it. */
      importId: string;
      fileName: string;
      status: 'completed' | 'refused' | 'failed' | 'waiting';
      rowsRead: number;
      rowsRefused: number;
    }
  | {
      kind: 'invitation';
      /** UUID; version 7 where SongTrackPro made it. */
      invitationId: string;
      email: string;
      state: 'accepted' | 'expired' | 'revoked';
    }
  | {
      kind: 'payment_failed';
      /** UUID; version 7 where SongTrackPro made it. */
      invoiceId: string;
      /** Whole minor units of the currency beside it, for example cents. */
      amountMinor: MinorUnits;
      /** ISO 4217 currency code. */
      currency: Currency;
    }
  | {
      kind: 'report_ready';
      /** UUID; version 7 where SongTrackPro made it. */
      reportId: string;
      name: string;
      /** Calendar day, `YYYY-MM-DD`. */
      from: CalendarDate;
      /** Calendar day, `YYYY-MM-DD`. */
      to: CalendarDate;
    }
  | {
      kind: 'sync_failed';
      /** UUID; version 7 where SongTrackPro made it. */
      integrationId: string;
      provider: 'meta' | 'spotify';
      /** What happened, for people. */
      reason: string;
    }
  | {
      kind: 'platform_refused';
      provider: 'meta' | 'spotify';
      subject: 'campaign' | 'audience';
      /** UUID; version 7 where SongTrackPro made it. */
      subjectId: string;
      name: string;
      /** What happened, for people. */
      reason: string;
    }
  | {
      kind: 'webhook_disabled';
      /** UUID; version 7 where SongTrackPro made it. */
      endpointId: string;
      url: string;
      /** `gone`: it answered 410; `failing`: nothing arrived for three days. */
      reason: 'gone' | 'failing';
    };
