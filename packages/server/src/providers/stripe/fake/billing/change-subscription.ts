import type Stripe from 'stripe';
import type { z } from 'zod';
import { set } from '../core/change.ts';
import { mergeMetadata } from '../core/form.ts';
import type { FakeStripeState } from '../core/state.ts';
import { invalid, missing } from '../core/stripe-refusal.ts';
import type { ChangedSubscriptionInput } from '../endpoints/subscription-input.ts';
import { redeem } from './discounts.ts';
import { endTrial } from './renew.ts';
import { changeSubscription, isOver } from './subscription-status.ts';
import { billChange, changeItems } from './update-subscription.ts';

type Input = z.output<typeof ChangedSubscriptionInput>;

/** Everything that `subscriptions.update` may change at once. */
export function updateSubscription(
  state: FakeStripeState,
  subscription: Stripe.Subscription,
  input: Input,
): Stripe.Subscription {
  if (isOver(subscription))
    throw invalid(
      'A canceled subscription can only update its cancellation_details and metadata.',
      undefined,
      'resource_missing',
    );
  const now = state.now(String(subscription.customer));
  const at = input.proration_date ?? now;
  const behavior = input.proration_behavior;
  const items = input.items && changeItems(state, subscription, input.items, { behavior, at });
  const trialEnd = input.trial_end === 'now' ? now : input.trial_end;
  changeSubscription(state, subscription, {
    ...(items && { items: { ...subscription.items, data: items.items } }),
    ...(items?.startsAnew && { billing_cycle_anchor: at }),
    ...cancellation(state, subscription, input, items?.items ?? subscription.items.data),
    ...plainChanges(state, subscription, input),
    ...(trialEnd !== undefined && trialEnd > now && movedTrial(subscription, trialEnd)),
  });
  if (items) billChange(state, subscription, items, behavior);
  if (trialEnd !== undefined && trialEnd <= now && subscription.status === 'trialing') {
    set(subscription, { trial_end: now, billing_cycle_anchor: now });
    for (const item of subscription.items.data) item.current_period_end = now;
    endTrial(state, subscription);
  }
  return subscription;
}

function movedTrial(subscription: Stripe.Subscription, trialEnd: number): Partial<Stripe.Subscription> {
  return {
    status: 'trialing',
    trial_end: trialEnd,
    billing_cycle_anchor: trialEnd,
    items: {
      ...subscription.items,
      data: subscription.items.data.map((item) => ({ ...item, current_period_end: trialEnd })),
    },
  };
}

/** `cancel_at_period_end` is the older way to say `cancel_at`: setting one shows in both. */
function cancellation(
  state: FakeStripeState,
  subscription: Stripe.Subscription,
  input: Input,
  items: readonly Stripe.SubscriptionItem[],
): Partial<Stripe.Subscription> {
  const ends = items.map((item) => item.current_period_end);
  const now = state.now(String(subscription.customer));
  const details = subscription.cancellation_details ?? { comment: null, feedback: null, feedback_option: null };
  const withDetails = (reason: Stripe.Subscription.CancellationDetails['reason']) => ({
    cancellation_details: {
      ...details,
      comment: input.cancellation_details?.comment ?? details.comment,
      feedback: input.cancellation_details?.feedback ?? details.feedback,
      reason,
    },
  });
  const canceled = { canceled_at: subscription.canceled_at ?? now, ...withDetails('cancellation_requested') };
  if (input.cancel_at_period_end === true)
    return { cancel_at_period_end: true, cancel_at: Math.max(now, ...ends), ...canceled };
  if (typeof input.cancel_at === 'number') {
    if (input.cancel_at <= now) throw invalid('`cancel_at` must be in the future.', 'cancel_at');
    return { cancel_at_period_end: false, cancel_at: input.cancel_at, ...canceled };
  }
  if (input.cancel_at === 'max_period_end' || input.cancel_at === 'min_period_end')
    return {
      cancel_at_period_end: false,
      cancel_at: input.cancel_at === 'max_period_end' ? Math.max(now, ...ends) : Math.max(now, Math.min(...ends)),
      ...canceled,
    };
  if (input.cancel_at === null || input.cancel_at_period_end === false)
    return { cancel_at_period_end: false, cancel_at: null, canceled_at: null, ...withDetails(null) };
  return {};
}

function plainChanges(
  state: FakeStripeState,
  subscription: Stripe.Subscription,
  input: Input,
): Partial<Stripe.Subscription> {
  const card = input.default_payment_method;
  if (card !== undefined && card !== '' && state.paymentMethods.get(card)?.customer !== subscription.customer)
    throw missing('PaymentMethod', card, 'default_payment_method');
  const on = { customer: String(subscription.customer), subscription: subscription.id };
  return {
    ...(card !== undefined && { default_payment_method: card === '' ? null : card }),
    ...(input.description !== undefined && { description: input.description }),
    ...(input.discounts !== undefined && { discounts: redeem(state, input.discounts ?? [], on) }),
    ...(input.automatic_tax && {
      automatic_tax: {
        disabled_reason: null,
        enabled: input.automatic_tax.enabled,
        liability: input.automatic_tax.enabled ? { type: 'self' } : null,
      },
    }),
    ...(input.trial_settings && {
      trial_settings: {
        end_behavior: {
          billing_cycle_anchor: null,
          missing_payment_method: input.trial_settings.end_behavior.missing_payment_method,
        },
      },
    }),
    ...(input.pause_collection !== undefined && {
      pause_collection: input.pause_collection && {
        behavior: input.pause_collection.behavior,
        resumes_at: input.pause_collection.resumes_at ?? null,
      },
    }),
    metadata: mergeMetadata(subscription.metadata, input.metadata),
  };
}
