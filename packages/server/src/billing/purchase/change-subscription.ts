import type { contract } from '@songtrackpro/contracts';
import { findSubscription, holdSubscription, toSubscription, updateSubscription } from '@songtrackpro/db';
import type Stripe from 'stripe';
import type { ProviderContext } from '../../core/context.ts';
import type { Verb } from '../../core/endpoint.ts';
import { getSubscription } from '../get-subscription.ts';
import { subscriptionFacts } from '../sync/subscription-facts.ts';
import { askStripe } from './ask-stripe.ts';
import { findPrice } from './find-price.ts';
import { loadLiving } from './load-living.ts';
import { findPlanItem } from './preview-change.ts';

/** Changes the subscription at Stripe and stores what Stripe answers, so that the caller needn't wait for the event. */
async function change(
  ctx: ProviderContext,
  work: (stripe: Stripe, subscriptionId: string) => Promise<Stripe.Subscription>,
) {
  const { services, organizationId } = ctx;
  const { stripeSubscriptionId } = await loadLiving(ctx);
  const changed = await askStripe(services, (stripe) => work(stripe, stripeSubscriptionId));
  return ctx.conclude(async (inner) => {
    const before = await holdSubscription(inner.tx, organizationId);
    const around = { before, graceDays: services.billing.graceDays, unpaidSince: null, trialSince: null, others: [] };
    const { graceEndsAt: _, trialStartedAt: __, attention: ___, ...facts } = subscriptionFacts(changed, around);
    const after = await updateSubscription(inner.tx, before, facts);
    const resource = { kind: 'subscription', id: before.id };
    inner.audit({ resource, before: toSubscription(before), after: toSubscription(after) });
    return getSubscription(inner, {});
  });
}

export const changePlan: Verb<typeof contract.billing.changePlan> = (ctx, { tier, interval, prorationDate }) =>
  change(ctx, async (stripe, id) => {
    const [price, item] = await Promise.all([findPrice(stripe, tier, interval), findPlanItem(stripe, id)]);
    return stripe.subscriptions.update(id, {
      items: [{ id: item.id, price: price.id }],
      proration_behavior: 'create_prorations',
      ...(prorationDate !== undefined && { proration_date: Math.floor(Date.parse(prorationDate) / 1000) }),
    });
  });

export const cancelAtPeriodEnd: Verb<typeof contract.billing.cancel> = (ctx) =>
  change(ctx, (stripe, id) => stripe.subscriptions.update(id, { cancel_at_period_end: true }));

export const resume: Verb<typeof contract.billing.resume> = (ctx) =>
  change(ctx, async (stripe, id) => {
    const row = await ctx.inTransaction(({ tx }) => findSubscription(tx));
    // A trial that ended without a card. It goes on with the money: without, it would be overdue in place of paused.
    if (row?.stripeStatus === 'paused')
      return stripe.subscriptions.resume(id, { payment_behavior: 'resume_on_payment_success' });
    // The portal may have set a day in place of the end of the period.
    const isDated = row?.cancelAt != null && !row.cancelAtPeriodEnd;
    return stripe.subscriptions.update(id, isDated ? { cancel_at: '' } : { cancel_at_period_end: false });
  });
