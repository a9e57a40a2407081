import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { type Paged, pagesOf } from './core/page.ts';
import type {
  MarkedNotifications,
  Notification,
  NotificationArchive,
  NotificationChoices,
  NotificationEvent,
  NotificationGetInput,
  NotificationListInput,
  NotificationMark,
  NotificationMarkAll,
  NotificationPreferences,
  NotificationWatchInput,
  UnreadCount,
} from './types.ts';

/** What a person is told in an organization. They belong to a session: with an API key every call is refused. */
export class Notifications {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Your notifications, newest first: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { title } of client.notifications.list({ unread: true })) console.log(title);
   */
  list(input: NotificationListInput = {}, options?: CallOptions): Paged<Notification> {
    return pagesOf(this.#transport, 'notifications.list', input, options);
  }

  /**
   * One of your notifications.
   *
   * @throws NotFoundError
   * @example
   * const { payload } = await client.notifications.get({ id });
   */
  get(input: NotificationGetInput, options?: CallOptions): Promise<Notification> {
    return this.#transport.query('notifications.get', input, options);
  }

  /**
   * How many are neither read nor archived.
   *
   * @example
   * const { unread } = await client.notifications.unreadCount();
   */
  unreadCount(options?: CallOptions): Promise<UnreadCount> {
    return this.#transport.query('notifications.unreadCount', {}, options);
  }

  /**
   * Marks some as read, or with `read: false` as unread.
   *
   * @example
   * const { unread } = await client.notifications.markRead({ ids: [id] });
   */
  markRead(input: NotificationMark, options?: CallOptions): Promise<MarkedNotifications> {
    return this.#transport.mutation('notifications.markRead', input, options);
  }

  /**
   * Marks all as read, up to the newest one that was seen.
   *
   * @throws NotFoundError when `through` is not yours
   * @example
   * await client.notifications.markAllRead({ through: newest.id });
   */
  markAllRead(input: NotificationMarkAll = {}, options?: CallOptions): Promise<MarkedNotifications> {
    return this.#transport.mutation('notifications.markAllRead', input, options);
  }

  /**
   * Puts some out of the way, or with `archived: false` brings them back.
   *
   * @example
   * await client.notifications.archive({ ids: [id] });
   */
  archive(input: NotificationArchive, options?: CallOptions): Promise<MarkedNotifications> {
    return this.#transport.mutation('notifications.archive', input, options);
  }

  /**
   * How you are told of each kind.
   *
   * @example
   * const { preferences } = await client.notifications.preferences();
   */
  preferences(options?: CallOptions): Promise<NotificationPreferences> {
    return this.#transport.query('notifications.preferences', {}, options);
  }

  /**
   * Changes how you are told of the kinds that are named.
   *
   * @example
   * await client.notifications.setPreferences({ preferences: [{ kind: 'sync_failed', inApp: true, email: 'daily' }] });
   */
  setPreferences(input: NotificationChoices, options?: CallOptions): Promise<NotificationPreferences> {
    return this.#transport.mutation('notifications.setPreferences', input, options);
  }

  /**
   * The unread count at once, then each new notification and each change of the count. A broken connection is opened again
   * and goes on behind the last event; with `after` a new one goes on behind that notification. Leaving the loop closes the
   * stream.
   *
   * @throws NotFoundError when `after` is not yours
   * @throws ServerError with `stopping` when the process stops; the iteration goes on at another by itself
   * @example
   * for await (const { notification, unread } of client.notifications.watch()) console.log(unread, notification?.title);
   */
  watch(input: NotificationWatchInput = {}, options?: CallOptions): AsyncGenerator<NotificationEvent, void, undefined> {
    const query = input.after === undefined ? '' : `?after=${encodeURIComponent(input.after)}`;
    return this.#transport.subscribe(`/v1/notifications/events${query}`, options);
  }
}
