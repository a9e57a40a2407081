import { NotificationData, notificationKinds } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  foreignKey,
  index,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, instant, oneOf, organizationId, primaryId, updatedAt, versionedJson } from '../core/columns.ts';
import { ofOrganization, ofTenant, organizationMembers } from '../organizations/tables.ts';

const kind = () => oneOf('notification_kind', notificationKinds, 'kind').notNull();
const email = () => oneOf('email_delivery', ['none', 'immediate', 'daily'], 'email').notNull();

export const notifications = pgTable(
  'notifications',
  {
    id: primaryId(),
    organizationId: organizationId(),
    userId: uuid('user_id').notNull(),
    kind: kind(),
    title: text('title').notNull(),
    body: text('body'),
    data: versionedJson('data', NotificationData).notNull(),
    eventKey: text('event_key').notNull(),
    readAt: instant('read_at'),
    archivedAt: instant('archived_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    inApp: boolean('in_app').notNull().default(true),
    email: email().default('none'),
    emailedAt: instant('emailed_at'),
    position: bigint('told_position', { mode: 'number' })
      .notNull()
      .default(sql`nextval('notification_positions'::regclass)`),
  },
  (t) => [
    ...ofTenant(t),
    uniqueIndex('notifications_event_key').on(t.organizationId, t.userId, t.eventKey),
    index('notifications_user_idx').on(t.organizationId, t.userId, t.id),
    index('notifications_unread_idx')
      .on(t.organizationId, t.userId)
      .where(sql`read_at is null and archived_at is null and in_app`),
    index('notifications_position_idx').on(t.organizationId, t.userId, t.position),
    index('notifications_digest_idx').on(t.organizationId, t.userId).where(sql`email = 'daily' and emailed_at is null`),
    foreignKey({
      columns: [t.organizationId, t.userId],
      foreignColumns: [organizationMembers.organizationId, organizationMembers.userId],
    }).onDelete('cascade'),
    pgPolicy('digest', { for: 'select', to: 'app_worker', using: sql`email = 'daily' and emailed_at is null` }),
  ],
);

export const notificationPreferences = pgTable(
  'notification_preferences',
  {
    organizationId: organizationId(),
    userId: uuid('user_id').notNull(),
    kind: kind(),
    inApp: boolean('in_app').notNull(),
    email: email(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    ...ofOrganization(t),
    primaryKey({ columns: [t.organizationId, t.userId, t.kind] }),
    foreignKey({
      columns: [t.organizationId, t.userId],
      foreignColumns: [organizationMembers.organizationId, organizationMembers.userId],
    }).onDelete('cascade'),
  ],
);
