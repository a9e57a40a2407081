// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

export type EmailDelivery = 'none' | 'immediate' | 'daily';

export interface MarkedNotifications {
  /** Notifications that were not so before. */
  changed: number;
  /** Notifications that are neither read nor archived. */
  unread: number;
}

export interface Notification {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  kind: NotificationKind;
  title: string;
  body: string | null;
  payload: NotificationPayload;
  readAt: string | null;
  archivedAt: string | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: string;
}

export interface NotificationArchive {
  ids: string[];
  /** False takes them out of the archive. */
  archived?: boolean | undefined;
}

export interface NotificationChoices {
  /** Of several for one kind the last holds. */
  preferences: {
    kind: NotificationKind;
    inApp: boolean;
    email: EmailDelivery;
  }[];
}

export interface NotificationEvent {
  /** A new one; null where only the count has changed. */
  notification: Notification | null;
  /** Notifications that are neither read nor archived. */
  unread: number;
}

export interface NotificationGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export type NotificationKind =
  | 'campaign_started'
  | 'campaign_not_started'
  | 'campaign_ended'
  | 'goal_reached'
  | 'budget_threshold'
  | 'integration_attention'
  | 'import_finished'
  | 'invitation'
  | 'payment_failed'
  | 'report_ready'
  | 'sync_failed'
  | 'platform_refused'
  | 'webhook_disabled';

export interface NotificationListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  kind?: NotificationKind | undefined;
  /** Only those that are not read. */
  unread?: boolean | undefined;
  /** Those that were archived, instead of the others. */
  archived?: boolean | undefined;
}

export interface NotificationMark {
  ids: string[];
  /** False makes them unread again. */
  read?: boolean | undefined;
}

export interface NotificationMarkAll {
  /** The newest one that was seen: later ones stay unread. */
  through?: string | undefined;
}

export interface NotificationPage {
  items: Notification[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export type NotificationPayload =
  | {
      kind: 'campaign_started';
      /** UUID; version 7 where SongTrackPro made it. */
      campaignId: string;
      campaignName: string;
      startDate: string | null;
      endDate: string | null;
    }
  | {
      kind: 'campaign_not_started';
      /** UUID; version 7 where SongTrackPro made it. */
      campaignId: string;
      campaignName: string;
      startDate: string | null;
      endDate: string | null;
      /** What it lacks. */
      missing: ('track' | 'budget' | 'dates' | 'goal' | 'audiences' | 'links' | 'begun' | 'not_over' | 'budget_left')[];
    }
  | {
      kind: 'campaign_ended';
      /** UUID; version 7 where SongTrackPro made it. */
      campaignId: string;
      campaignName: string;
      startDate: string | null;
      endDate: string | null;
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
      spentMinor: number;
      /** Whole minor units of the currency beside it, for example cents. */
      budgetMinor: number;
      /** ISO 4217 currency code. */
      currency: string;
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
      amountMinor: number;
      /** ISO 4217 currency code. */
      currency: string;
    }
  | {
      kind: 'report_ready';
      /** UUID; version 7 where SongTrackPro made it. */
      reportId: string;
      name: string;
      /** Calendar day, `YYYY-MM-DD`. */
      from: string;
      /** Calendar day, `YYYY-MM-DD`. */
      to: string;
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

export interface NotificationPreference {
  kind: NotificationKind;
  inApp: boolean;
  email: EmailDelivery;
}

export interface NotificationPreferences {
  preferences: NotificationPreference[];
}

export type NotificationPreferencesInput = Record<string, never>;

export type NotificationUnreadCountInput = Record<string, never>;

export interface NotificationWatchInput {
  /** The newest notification that was seen: those behind it come first. */
  after?: string | undefined;
}

export interface UnreadCount {
  /** Notifications that are neither read nor archived. */
  unread: number;
}
