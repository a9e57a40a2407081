import { sql } from 'drizzle-orm';
import { bigint, date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { ofOrganization, organizations, users } from '../organizations/tables.ts';
import { bytes, createdAt, instant, organizationId, updatedAt } from './columns.ts';
import { allRows, appends, ownRows, tenantAppends } from './policies.ts';

/** Partitioned by the month of `created_at`. */
export const outbox = pgTable(
  'outbox',
  {
    id: uuid('id').notNull().default(sql`uuid_v7()`),
    organizationId: organizationId(),
    topic: text('topic').notNull(),
    payload: jsonb('payload').notNull(),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
    createdAt: createdAt(),
    dispatchedAt: instant('dispatched_at'),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.createdAt] }),
    index('outbox_organization_idx').on(t.organizationId),
    index('outbox_open_idx').on(t.createdAt, t.id).where(sql`dispatched_at is null`),
    foreignKey({ columns: [t.organizationId], foreignColumns: [organizations.id] }).onDelete('cascade'),
    tenantAppends(),
    appends('authentication', 'app_auth', sql`topic = 'audit'`),
    allRows('worker', 'app_worker'),
  ],
);

/** Partitioned by the month of `created_at`. */
export const idempotencyAnswers = pgTable(
  'idempotency_answers',
  {
    organizationId: organizationId(),
    key: text('key').notNull(),
    requestHash: bytes('request_hash').notNull(),
    answer: jsonb('answer').notNull(),
    createdAt: createdAt(),
  },
  (t) => [...ofOrganization(t), primaryKey({ columns: [t.organizationId, t.key, t.createdAt] })],
);

/** Points spent in the running window of a limit, in the columns of the library that counts; unlogged. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    key: text('key').primaryKey(),
    points: integer('points').notNull().default(0),
    expire: bigint('expire', { mode: 'number' }),
  },
  (t) => [index('rate_limits_expire_idx').on(t.expire), allRows('authentication', 'app_auth')],
);

/** Work over all organizations that one server process does at a time. */
export const workLeases = pgTable(
  'work_leases',
  { name: text('name').primaryKey(), holder: uuid('holder').notNull(), until: instant('until').notNull() },
  () => [allRows('worker', 'app_worker')],
);

/** Partitioned by the month of `created_at`. */
export const personalAnswers = pgTable(
  'personal_answers',
  {
    userId: uuid('user_id').notNull(),
    key: text('key').notNull(),
    requestHash: bytes('request_hash').notNull(),
    answer: jsonb('answer').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.key, t.createdAt] }),
    foreignKey({ columns: [t.userId], foreignColumns: [users.id] }).onDelete('cascade'),
    ownRows(t.userId),
    allRows('authentication', 'app_auth'),
  ],
);

/** Partitioned by the month of `day`. */
export const usageCounters = pgTable(
  'usage_counters',
  {
    organizationId: organizationId(),
    meter: text('meter').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    count: bigint('count', { mode: 'number' }).notNull().default(0),
    updatedAt: updatedAt(),
  },
  (t) => [...ofOrganization(t), primaryKey({ columns: [t.organizationId, t.meter, t.day] })],
);
