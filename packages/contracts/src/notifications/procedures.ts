import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { pageOf } from '../core/page.ts';
import { mutation, query, subscription } from '../core/procedure.ts';
import {
  MarkedNotifications,
  Notification,
  NotificationArchive,
  NotificationEvent,
  NotificationListInput,
  NotificationMark,
  NotificationMarkAll,
  NotificationPreferences,
  UnreadCount,
} from './schemas.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';

// A person's own, in the organization of the call: a key has none and is refused.
export const notifications = {
  list: query({
    permission: 'notifications:read',
    input: NotificationListInput,
    output: pageOf(Notification).meta({ id: 'NotificationPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/notifications' },
    weight: 1,
    summary: 'List your notifications',
    description: 'What you were told in the organization, newest first.',
    example: { limit: 20, unread: true },
  }),
  unreadCount: query({
    permission: 'notifications:read',
    input: z.object({}),
    output: UnreadCount,
    errors: [],
    http: { method: 'GET', path: '/v1/notifications/unread-count' },
    weight: 1,
    summary: 'Count your unread notifications',
    description: 'Counted anew for each call, so it is right whatever happens at the same time.',
    example: {},
  }),
  markRead: mutation({
    permission: 'notifications:write',
    input: NotificationMark,
    output: MarkedNotifications,
    errors: [],
    http: { method: 'POST', path: '/v1/notifications/mark-read' },
    weight: 1,
    summary: 'Mark notifications as read',
    description: 'Marks some of your notifications as read or unread. Ids that are not yours change nothing.',
    example: { ids: [exampleId] },
  }),
  markAllRead: mutation({
    permission: 'notifications:write',
    input: NotificationMarkAll,
    output: MarkedNotifications,
    errors: ['not_found'],
    http: { method: 'POST', path: '/v1/notifications/mark-all-read' },
    weight: 2,
    summary: 'Mark all notifications as read',
    description: 'All of your notifications up to the newest one that you saw.',
    example: { through: exampleId },
  }),
  archive: mutation({
    permission: 'notifications:write',
    input: NotificationArchive,
    output: MarkedNotifications,
    errors: [],
    http: { method: 'POST', path: '/v1/notifications/archive' },
    weight: 1,
    summary: 'Archive notifications',
    description: 'Puts some of your notifications out of the way, or brings them back.',
    example: { ids: [exampleId] },
  }),
  preferences: query({
    permission: 'notifications:read',
    input: z.object({}),
    output: NotificationPreferences,
    errors: [],
    http: { method: 'GET', path: '/v1/notifications/preferences' },
    weight: 1,
    summary: 'Read how you are told',
    description: 'For each kind whether it is shown to you in the organization, and when it is mailed.',
    example: {},
  }),
  setPreferences: mutation({
    permission: 'notifications:write',
    input: NotificationPreferences,
    output: NotificationPreferences,
    errors: [],
    http: { method: 'POST', path: '/v1/notifications/preferences' },
    weight: 1,
    summary: 'Choose how you are told',
    description: 'Changes the kinds that are named; it holds for what happens from then on.',
    example: { preferences: [{ kind: 'import_finished', inApp: true, email: 'daily' }] },
  }),
  watch: subscription({
    permission: 'notifications:read',
    input: z.object({
      after: Id.optional().describe('The newest notification that was seen: those behind it come first.'),
    }),
    output: NotificationEvent,
    errors: ['not_found', 'stopping'],
    http: { method: 'GET', path: '/v1/notifications/events' },
    weight: 1,
    summary: 'Watch your notifications',
    description:
      'The unread count at once, then each new notification and each change of the count. A stream that goes on after a lost connection leaves none out and repeats none.',
    example: { after: exampleId },
  }),
  // Behind the fixed addresses, which its own would match as well.
  get: query({
    permission: 'notifications:read',
    input: z.object({ id: Id }),
    output: Notification,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/notifications/{id}' },
    weight: 1,
    summary: 'Read a notification',
    description: 'One of your notifications by its id.',
    example: { id: exampleId },
  }),
};
