import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { countUnread } from './count-unread.ts';
import { getNotification } from './get-notification.ts';
import { listNotifications } from './list-notifications.ts';
import { archiveNotifications, markAllRead, markRead } from './mark-notifications.ts';
import { readPreferences, setPreferences } from './preferences.ts';
import { watchNotifications } from './watch-notifications.ts';

export const notificationsEndpoints = implement('notifications', contract.notifications, {
  list: listNotifications,
  get: getNotification,
  unreadCount: countUnread,

  markRead,
  markAllRead,
  archive: archiveNotifications,

  preferences: readPreferences,
  setPreferences,
  watch: watchNotifications,
});
