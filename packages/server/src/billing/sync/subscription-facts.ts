import { billingIntervals, planOfLookupKey, statusRules } from '@songtrackpro/contracts';
import type { SubscriptionFacts, SubscriptionRow } from '@songtrackpro/db';
import type Stripe from 'stripe';
import { momentOf } from '../stripe.ts';
import { isOver, planItemOf } from './choose-subscription.ts';

const dayMs = 86_400_000;

interface Surroundings {
  /** What is stored of the organization. */
  before: SubscriptionRow;
  graceDays: number;
  /** Subscriptions of the customer that live beside this one: each is paid for by mistake. */
  others: readonly string[];
  /** When the customer's first trial began, in seconds. */
  trialSince: number | null;
  /** When the oldest invoice was made that is open, in seconds; null where none is. */
  unpaidSince: number | null;
}

const intervalOf = (word: string | undefined) => billingIntervals.find((interval) => interval === word) ?? null;

/** What nobody here knows: it changes nothing of what holds, and is told. */
function attentionOf(
  subscription: Stripe.Subscription,
  price: Stripe.Price | undefined,
  others: readonly string[],
): string | null {
  const unknown = [
    ...(statusRules[subscription.status] ? [] : [`the status ${subscription.status}`]),
    ...(planOfLookupKey(price?.lookup_key ?? null) ? [] : [`the price ${price?.id ?? 'of no item'}`]),
  ];
  const faults = [
    ...(unknown.length === 0 ? [] : [`${subscription.id} has ${unknown.join(' and ')}, which is not known here.`]),
    ...(others.length === 0 ? [] : [`${others.join(', ')} live beside ${subscription.id}: end them at Stripe.`]),
  ];
  return faults.length === 0 ? null : faults.join(' ').slice(0, 500);
}

/**
 * When an overdue payment stops to leave everything as it is: so many days after its invoice was made. Where no invoice is
 * open any more, the payment is that of the present period.
 */
function graceEndOf(
  subscription: Stripe.Subscription,
  { graceDays, unpaidSince }: Pick<Surroundings, 'graceDays' | 'unpaidSince'>,
): string | null {
  if (subscription.status !== 'past_due') return null;
  const since = unpaidSince ?? planItemOf(subscription)?.current_period_start ?? subscription.created;
  return new Date(since * 1000 + graceDays * dayMs).toISOString();
}

/** What Stripe says of a subscription, in our words; it follows from that alone, in whatever order it was heard. */
export function subscriptionFacts(subscription: Stripe.Subscription, around: Surroundings): SubscriptionFacts {
  const { before } = around;
  const item = planItemOf(subscription);
  const price = item?.price;
  const isSame = before.stripeSubscriptionId === subscription.id;
  const known = planOfLookupKey(price?.lookup_key ?? null);
  const rule = statusRules[subscription.status];
  const trialEndsAt = momentOf(subscription.trial_end);
  const amount = price?.unit_amount ?? null;
  const endsByItself = subscription.cancel_at_period_end || subscription.cancel_at !== null || isOver(subscription);
  return {
    // Access is kept where the price isn't known: somebody pays for something.
    tier: known?.tier ?? (before.tier === 'free' ? 'starter' : before.tier),
    status: rule?.status ?? (isSame ? before.status : 'active'),
    stripeStatus: subscription.status,
    stripeSubscriptionId: subscription.id,
    stripePriceId: price?.id ?? null,
    billingInterval: known?.interval ?? intervalOf(price?.recurring?.interval),
    priceMinor: amount === null ? null : amount * (item?.quantity ?? 1),
    currency: price === undefined ? null : price.currency.toUpperCase(),
    trialStartedAt: momentOf(around.trialSince),
    trialEndsAt,
    currentPeriodStart: momentOf(item?.current_period_start),
    currentPeriodEnd: momentOf(item?.current_period_end),
    autoRenew: !endsByItself,
    cancelAtPeriodEnd: subscription.cancel_at_period_end,
    cancelAt: momentOf(subscription.cancel_at),
    canceledAt: momentOf(subscription.canceled_at),
    endedAt: momentOf(subscription.ended_at),
    graceEndsAt: graceEndOf(subscription, around),
    attention: attentionOf(subscription, price, around.others),
  };
}
