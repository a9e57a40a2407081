import { NotificationData } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { createdAt, instant, organizationId, primaryId, updatedAt, versionedJson } from '../core/columns.ts';
import { ofTenant, organizationMembers } from '../organizations/tables.ts';

export const notifications = pgTable(
  'notifications',
  {
    id: primaryId(),
    organizationId: organizationId(),
    userId: uuid('user_id').notNull(),
    type: text('type').notNull(),
    title: text('title').notNull(),
    body: text('body'),
    data: versionedJson('data', NotificationData).notNull().default(sql`'{"version": 1}'`),
    eventKey: text('event_key').notNull(),
    readAt: instant('read_at'),
    archivedAt: instant('archived_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    ...ofTenant(t),
    uniqueIndex('notifications_event_key').on(t.organizationId, t.userId, t.eventKey),
    index('notifications_user_idx').on(t.organizationId, t.userId, t.id),
    index('notifications_unread_idx')
      .on(t.organizationId, t.userId)
      .where(sql`read_at is null and archived_at is null`),
    foreignKey({
      columns: [t.organizationId, t.userId],
      foreignColumns: [organizationMembers.organizationId, organizationMembers.userId],
    }).onDelete('cascade'),
  ],
);
