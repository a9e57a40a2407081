// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { EmailDelivery, Notification, NotificationKind } from './schemas.ts';

export interface NotificationGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface NotificationPage {
  items: Notification[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface NotificationPreference {
  kind: NotificationKind;
  inApp: boolean;
  email: EmailDelivery;
}

export type NotificationPreferencesInput = Record<string, never>;

export type NotificationUnreadCountInput = Record<string, never>;

export interface NotificationWatchInput {
  /** The newest notification that was seen: those behind it come first. */
  after?: string | undefined;
}
