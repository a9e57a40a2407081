import { findSubscription, holdSubscription, updateSubscription, withTenant } from '@songtrackpro/db';
import type Stripe from 'stripe';
import type { Services } from '../../core/context.ts';
import { inSystemCall } from '../../notifications/index.ts';
import { syncInvoices } from '../invoices/sync-invoices.ts';
import { applyPaymentMethods, readPaymentMethods } from '../invoices/sync-payment-methods.ts';
import { stripeOf } from '../stripe.ts';
import { applySubscription } from './apply-subscription.ts';
import { chooseSubscription, othersOf, trialSince } from './choose-subscription.ts';
import { subscriptionFacts } from './subscription-facts.ts';

/** An organization as a customer of Stripe. */
export interface Customer {
  organizationId: string;
  customerId: string;
}

/** When the oldest invoice of a subscription was made that is still to be paid, in seconds. */
async function unpaidSince(stripe: Stripe, subscription: Stripe.Subscription): Promise<number | null> {
  if (subscription.status !== 'past_due') return null;
  const open = await stripe.invoices.list({ subscription: subscription.id, status: 'open', limit: 100 });
  return open.data.length === 0 ? null : Math.min(...open.data.map(({ created }) => created));
}

/** What nobody here can settle, for whoever runs the installation. */
async function tellOperator(services: Services, organizationId: string): Promise<void> {
  const row = await withTenant(services.postgres, { organizationId }, findSubscription);
  const attention = row?.attention ?? null;
  if (attention === null) return;
  services.log.warn({ organizationId, attention }, 'a subscription needs attention');
  services.systemLog.record({
    kind: 'sync_job',
    level: 'error',
    name: 'subscription needs attention',
    organizationId,
    durationMs: null,
    details: { attention },
    error: undefined,
  });
}

/** Of a customer that was deleted at Stripe nothing can be bought any more; the next purchase makes another. */
function forgetCustomer(services: Services, { organizationId, customerId }: Customer): Promise<boolean> {
  return inSystemCall(services, organizationId, async (ctx) => {
    const row = await holdSubscription(ctx.tx, organizationId);
    if (row.stripeCustomerId !== customerId) return false;
    const changes = { stripeCustomerId: null, checkoutSessionId: null, checkouts: row.checkouts + 1 };
    await updateSubscription(ctx.tx, row, changes);
    const before = { stripeCustomerId: customerId };
    ctx.audit('billing.synced', { resource: { kind: 'subscription', id: row.id }, before, after: changes });
    return true;
  });
}

/**
 * Asks Stripe how a customer stands and stores that. What an event says is never believed: it only says whom to ask about,
 * so events may come in any order, twice, or not at all. Answers what was changed.
 */
export async function syncCustomer(services: Services, customer: Customer, askedAt: Date): Promise<string[]> {
  const stripe = await stripeOf(services);
  const { customerId, organizationId } = customer;
  const all = await stripe.subscriptions.list({ customer: customerId, status: 'all', limit: 100 });
  const subscription = chooseSubscription(all.data);
  const holder = await stripe.customers.retrieve(customerId);
  const methods = await readPaymentMethods(stripe, holder, subscription);
  const around = {
    graceDays: services.billing.graceDays,
    unpaidSince: subscription && (await unpaidSince(stripe, subscription)),
    trialSince: trialSince(all.data),
    others: othersOf(all.data, subscription),
  };
  const changed = await inSystemCall(services, organizationId, async (ctx) => [
    ...(subscription === null
      ? []
      : await applySubscription(ctx, (before) => subscriptionFacts(subscription, { ...around, before }), askedAt)),
    ...((await applyPaymentMethods(ctx, methods)) ? ['paymentMethods'] : []),
  ]);
  if (changed.includes('attention')) await tellOperator(services, organizationId);
  const invoices = await syncInvoices(services, stripe, customer, askedAt);
  const forgotten = holder.deleted === true && (await forgetCustomer(services, customer));
  return [...changed, ...invoices, ...(forgotten ? ['stripeCustomerId'] : [])];
}
