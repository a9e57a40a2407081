import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, createdAt, instant, oneOf, organizationId, primaryId, updatedAt, version } from '../core/columns.ts';
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
    events: text('events').array().notNull(),
    disabledAt: instant('disabled_at'),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [...ofTenant(t), readAllRows('worker', 'app_worker')],
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
    payload: jsonb('payload').notNull(),
    status: oneOf('delivery_status', ['pending', 'delivered', 'failed'], 'status').notNull().default('pending'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at').defaultNow(),
    responseStatus: smallint('response_status'),
    lastError: text('last_error'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deliveredAt: instant('delivered_at'),
  },
  (t) => [
    ...ofOrganization(t),
    primaryKey({ columns: [t.id, t.createdAt] }),
    index('webhook_deliveries_endpoint_idx').on(t.organizationId, t.endpointId, t.createdAt),
    index('webhook_deliveries_due_idx').on(t.nextAttemptAt).where(sql`status = 'pending'`),
    foreignKey({
      columns: [t.organizationId, t.endpointId],
      foreignColumns: [webhookEndpoints.organizationId, webhookEndpoints.id],
    }).onDelete('cascade'),
    allRows('worker', 'app_worker'),
  ],
);
