// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Instant } from '../core/words.ts';
import type { NotificationPreference } from './calls.ts';
import type { NotificationPayload } from './payloads.ts';

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
  readAt: Instant | null;
  archivedAt: Instant | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
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

export interface NotificationPreferences {
  preferences: NotificationPreference[];
}

export interface UnreadCount {
  /** Notifications that are neither read nor archived. */
  unread: number;
}
