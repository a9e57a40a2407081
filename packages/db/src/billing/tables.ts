import { billingIntervals, planTiers, subscriptionStatuses } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  bytes,
  createdAt,
  currency,
  instant,
  oneOf,
  organizationId,
  primaryId,
  updatedAt,
  version,
} from '../core/columns.ts';
import { allRows, readAllRows } from '../core/policies.ts';
import { ofOrganization, ofTenant } from '../organizations/tables.ts';

const minor = (name: string) => bigint(name, { mode: 'number' });
const byWorker = () => allRows('worker', 'app_worker');

export const subscriptions = pgTable(
  'subscriptions',
  {
    id: primaryId(),
    organizationId: organizationId(),
    tier: oneOf('subscription_tier', planTiers, 'tier').notNull().default('free'),
    status: oneOf('subscription_status', subscriptionStatuses, 'status').notNull().default('active'),
    stripeCustomerId: text('stripe_customer_id'),
    stripeSubscriptionId: text('stripe_subscription_id'),
    priceMinor: minor('price_minor'),
    currency: currency(),
    trialEndsAt: instant('trial_ends_at'),
    currentPeriodStart: instant('current_period_start'),
    currentPeriodEnd: instant('current_period_end'),
    autoRenew: boolean('auto_renew').notNull().default(true),
    canceledAt: instant('canceled_at'),
    stripeStatus: text('stripe_status'),
    stripePriceId: text('stripe_price_id'),
    billingInterval: oneOf('billing_interval', billingIntervals, 'billing_interval'),
    graceEndsAt: instant('grace_ends_at'),
    cancelAtPeriodEnd: boolean('cancel_at_period_end').notNull().default(false),
    cancelAt: instant('cancel_at'),
    endedAt: instant('ended_at'),
    trialStartedAt: instant('trial_started_at'),
    syncedAt: instant('synced_at'),
    attention: text('attention'),
    checkoutSessionId: text('checkout_session_id'),
    checkouts: integer('checkouts').notNull().default(0),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    ...ofTenant(t),
    uniqueIndex('subscriptions_organization_key').on(t.organizationId),
    uniqueIndex('subscriptions_stripe_customer_key').on(t.stripeCustomerId),
    uniqueIndex('subscriptions_stripe_subscription_key').on(t.stripeSubscriptionId),
    byWorker(),
    readAllRows('authentication', 'app_auth'),
  ],
);

export const invoices = pgTable(
  'invoices',
  {
    id: primaryId(),
    organizationId: organizationId(),
    subscriptionId: uuid('subscription_id'),
    stripeInvoiceId: text('stripe_invoice_id'),
    number: text('number'),
    status: oneOf('invoice_status', ['draft', 'open', 'paid', 'uncollectible', 'void'], 'status')
      .notNull()
      .default('draft'),
    currency: currency().notNull(),
    totalMinor: minor('total_minor').notNull(),
    taxMinor: minor('tax_minor').notNull().default(0),
    amountDueMinor: minor('amount_due_minor').notNull(),
    amountPaidMinor: minor('amount_paid_minor').notNull().default(0),
    periodStart: instant('period_start'),
    periodEnd: instant('period_end'),
    issuedAt: instant('issued_at'),
    dueAt: instant('due_at'),
    paidAt: instant('paid_at'),
    pdfKey: text('pdf_key'),
    hostedUrl: text('hosted_url'),
    subtotalMinor: minor('subtotal_minor').notNull().default(0),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at'),
    refundedMinor: minor('refunded_minor').notNull().default(0),
    disputeStatus: text('dispute_status'),
    pdfSha256: bytes('pdf_sha256'),
    pdfBytes: integer('pdf_bytes'),
    stated: text('stated'),
    syncedAt: instant('synced_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    ...ofTenant(t),
    uniqueIndex('invoices_stripe_invoice_key').on(t.stripeInvoiceId),
    index('invoices_issued_idx').on(t.organizationId, t.issuedAt),
    index('invoices_subscription_idx').on(t.organizationId, t.subscriptionId),
    foreignKey({
      columns: [t.organizationId, t.subscriptionId],
      foreignColumns: [subscriptions.organizationId, subscriptions.id],
    }).onDelete('set null'),
    byWorker(),
  ],
);

export const invoiceLines = pgTable(
  'invoice_lines',
  {
    id: primaryId(),
    organizationId: organizationId(),
    invoiceId: uuid('invoice_id').notNull(),
    position: integer('position').notNull(),
    description: text('description'),
    amountMinor: minor('amount_minor').notNull(),
    quantity: integer('quantity'),
    proration: boolean('proration').notNull().default(false),
    periodStart: instant('period_start'),
    periodEnd: instant('period_end'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    ...ofTenant(t),
    unique().on(t.organizationId, t.invoiceId, t.position),
    foreignKey({
      columns: [t.organizationId, t.invoiceId],
      foreignColumns: [invoices.organizationId, invoices.id],
    }).onDelete('cascade'),
    byWorker(),
  ],
);

export const meteredHours = pgTable(
  'metered_hours',
  {
    organizationId: organizationId(),
    meter: text('meter').notNull(),
    hour: instant('hour').notNull(),
    quantity: bigint('quantity', { mode: 'number' }).notNull(),
    reported: bigint('reported', { mode: 'number' }).notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    ...ofOrganization(t),
    primaryKey({ columns: [t.organizationId, t.meter, t.hour] }),
    index('metered_hours_open_idx').on(t.organizationId, t.hour).where(sql`reported < quantity`),
  ],
);

export const paymentMethods = pgTable(
  'payment_methods',
  {
    id: primaryId(),
    organizationId: organizationId(),
    stripePaymentMethodId: text('stripe_payment_method_id').notNull(),
    type: text('type').notNull(),
    brand: text('brand'),
    last4: text('last4'),
    expiryMonth: smallint('expiry_month'),
    expiryYear: smallint('expiry_year'),
    isDefault: boolean('is_default').notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    ...ofTenant(t),
    uniqueIndex('payment_methods_stripe_key').on(t.stripePaymentMethodId),
    uniqueIndex('payment_methods_default_key').on(t.organizationId).where(sql`is_default`),
    byWorker(),
  ],
);

export const stripeEvents = pgTable(
  'stripe_events',
  {
    id: text('id').primaryKey(),
    type: text('type').notNull(),
    payload: jsonb('payload').notNull(),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
    receivedAt: instant('received_at').notNull().defaultNow(),
    processedAt: instant('processed_at'),
    apiVersion: text('api_version'),
    occurredAt: instant('occurred_at'),
    customerId: text('customer_id'),
    invoiceId: text('invoice_id'),
    nextTryAt: instant('next_try_at').notNull().defaultNow(),
    outcome: text('outcome'),
  },
  (t) => [
    index('stripe_events_open_idx').on(t.nextTryAt).where(sql`processed_at is null`),
    index('stripe_events_customer_idx').on(t.customerId).where(sql`processed_at is null`),
    index('stripe_events_processed_idx').on(t.processedAt).where(sql`processed_at is not null`),
    byWorker(),
  ],
);
