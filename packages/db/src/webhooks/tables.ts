import { WebhookAttempt, webhookCauses, webhookDeliveryStatuses } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import {
  bigint,
  foreignKey,
  index,
  integer,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { z } from 'zod';
import {
  bytes,
  checkedJson,
  createdAt,
  instant,
  oneOf,
  organizationId,
  primaryId,
  updatedAt,
  version,
} from '../core/columns.ts';
import { allRows, readAllRows } from '../core/policies.ts';
import { ofOrganization, ofTenant } from '../organizations/tables.ts';

export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    id: primaryId(),
    organizationId: organizationId(),
    url: text('url').notNull(),
    secret: bytes('secret').notNull(),
    secretKey: text('secret_key').notNull(),
    /** Types of events; `*` alone for all of them. */
    events: text('events').array().notNull(),
    disabledAt: instant('disabled_at'),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    description: text('description'),
    disabledReason: oneOf('webhook_disabled_reason', ['member', 'gone', 'failing'], 'disabled_reason'),
    failingSince: instant('failing_since'),
    previousSecret: bytes('previous_secret'),
    previousSecretKey: text('previous_secret_key'),
    previousSecretUntil: instant('previous_secret_until'),
  },
  (t) => [...ofTenant(t), readAllRows('worker', 'app_worker')],
);

export const webhookEvents = pgTable(
  'webhook_events',
  {
    id: primaryId(),
    organizationId: organizationId(),
    type: text('type').notNull(),
    eventKey: text('event_key'),
    body: text('body'),
    occurredAt: instant('occurred_at').notNull(),
    position: bigint('told_position', { mode: 'number' })
      .notNull()
      .default(sql`nextval('webhook_event_positions'::regclass)`),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    ...ofTenant(t),
    uniqueIndex('webhook_events_key').on(t.organizationId, t.eventKey),
    index('webhook_events_position_idx').on(t.organizationId, t.position),
    index('webhook_events_occurred_idx').on(t.organizationId, t.occurredAt),
    index('webhook_events_body_idx').on(t.occurredAt).where(sql`body is not null`),
    pgPolicy('expiry', { to: 'app_worker', using: sql`true`, withCheck: sql`body is null` }),
  ],
);

/** Partitioned by the month of `created_at`. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: uuid('id').notNull().default(sql`uuid_v7()`),
    organizationId: organizationId(),
    endpointId: uuid('endpoint_id').notNull(),
    eventId: uuid('event_id').notNull(),
    eventType: text('event_type').notNull(),
    status: oneOf('delivery_status', webhookDeliveryStatuses, 'status').notNull().default('pending'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at').defaultNow(),
    responseStatus: smallint('response_status'),
    lastError: text('last_error'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deliveredAt: instant('delivered_at'),
    cause: oneOf('webhook_cause', webhookCauses, 'cause').notNull().default('event'),
    log: checkedJson('log', z.array(WebhookAttempt)).notNull().default(sql`'[]'`),
  },
  (t) => [
    ...ofOrganization(t),
    primaryKey({ columns: [t.id, t.createdAt] }),
    index('webhook_deliveries_endpoint_idx').on(t.organizationId, t.endpointId, t.createdAt),
    index('webhook_deliveries_due_idx').on(t.nextAttemptAt).where(sql`status = 'pending'`),
    index('webhook_deliveries_event_idx').on(t.organizationId, t.eventId),
    index('webhook_deliveries_id_idx').on(t.organizationId, t.id),
    foreignKey({
      columns: [t.organizationId, t.endpointId],
      foreignColumns: [webhookEndpoints.organizationId, webhookEndpoints.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.organizationId, t.eventId],
      foreignColumns: [webhookEvents.organizationId, webhookEvents.id],
    }).onDelete('cascade'),
    allRows('worker', 'app_worker'),
  ],
);
