import type Stripe from 'stripe';
import { z } from 'zod';
import { updateSubscription } from '../billing/change-subscription.ts';
import { createSubscription } from '../billing/create-subscription.ts';
import { cancelNow } from '../billing/end-subscription.ts';
import { pauseSubscription, resumeSubscription } from '../billing/pause-subscription.ts';
import { attemptPayment, draftInvoice, finalizeInvoice } from '../billing/pay-invoice.ts';
import { unusedLine } from '../billing/prorations.ts';
import { takePending } from '../billing/renew.ts';
import { changeSubscription, isOver } from '../billing/subscription-status.ts';
import { defined } from '../core/change.ts';
import { Endpoints } from '../core/endpoints.ts';
import { mergeMetadata } from '../core/form.ts';
import { pageOf, pageQuery } from '../core/lists.ts';
import type { FakeStripeState } from '../core/state.ts';
import { invalid, missing } from '../core/stripe-refusal.ts';
import { CanceledSubscriptionInput, ChangedSubscriptionInput, NewSubscriptionInput } from './subscription-input.ts';

const SubscriptionQuery = z.object({
  ...pageQuery,
  customer: z.string().optional(),
  price: z.string().optional(),
  status: z.string().optional(),
  test_clock: z.string().optional(),
});
const PauseInput = z.looseObject({
  bill_for: z.looseObject({ unused_time_from: z.looseObject({ type: z.string() }).optional() }).optional(),
});
const ResumeInput = z.looseObject({
  billing_cycle_anchor: z.looseObject({ type: z.enum(['now', 'unchanged']) }).default({ type: 'now' }),
  payment_behavior: z
    .enum(['resume_on_payment_attempt', 'resume_on_payment_success'])
    .default('resume_on_payment_attempt'),
});
const day = 86_400;

export function subscriptionEndpoints(state: FakeStripeState): Endpoints {
  const at = (id: string) => {
    const subscription = state.subscriptions.get(id);
    if (!subscription) throw missing('subscription', id);
    return subscription;
  };
  return new Endpoints(state)
    .on('post', '/v1/subscriptions', NewSubscriptionInput, (input) => create(state, input))
    .on('get', '/v1/subscriptions', SubscriptionQuery, (query) =>
      pageOf([...state.subscriptions.values()].filter(matching(query)), query, '/v1/subscriptions'),
    )
    .search('/v1/subscriptions/search', state.subscriptions)
    .retrieve('/v1/subscriptions/:id', 'subscription', state.subscriptions)
    .on('post', '/v1/subscriptions/:id', ChangedSubscriptionInput, (input, asked) =>
      updateSubscription(state, at(asked.at('id')), input),
    )
    .on('delete', '/v1/subscriptions/:id', CanceledSubscriptionInput, (input, asked) =>
      cancel(state, at(asked.at('id')), input),
    )
    .on('delete', '/v1/subscriptions/:id/discount', z.looseObject({}), (_input, asked) => {
      const subscription = at(asked.at('id'));
      const [id] = subscription.discounts;
      const discount = state.discounts.get(String(id));
      if (!discount) throw missing('active discount for subscription', subscription.id);
      changeSubscription(state, subscription, { discounts: subscription.discounts.slice(1) });
      state.emit('customer.discount.deleted', discount);
      return { ...discount, deleted: true };
    })
    .on('post', '/v1/subscriptions/:id/pause', PauseInput, (input, asked) =>
      pauseSubscription(state, at(asked.at('id')), {
        givesBack: input.bill_for?.unused_time_from?.type !== 'none',
      }),
    )
    .on('post', '/v1/subscriptions/:id/resume', ResumeInput, (input, asked) =>
      resumeSubscription(state, at(asked.at('id')), {
        anchor: input.billing_cycle_anchor.type,
        on: input.payment_behavior,
      }),
    )
    .on('get', '/v1/subscription_items', z.object({ ...pageQuery, subscription: z.string() }), (query) =>
      pageOf(at(query.subscription).items.data.toReversed(), query, '/v1/subscription_items'),
    );
}

function create(state: FakeStripeState, input: z.output<typeof NewSubscriptionInput>): Stripe.Subscription {
  const customer = state.customers.get(input.customer);
  if (!customer) throw missing('customer', input.customer, 'customer');
  const card = input.default_payment_method;
  if (card !== undefined && state.paymentMethods.get(card)?.customer !== customer.id)
    throw missing('PaymentMethod', card, 'default_payment_method');
  const now = state.now(customer.id);
  const subscription = createSubscription(state, {
    customer,
    items: input.items,
    currency: input.currency,
    card,
    metadata: mergeMetadata({}, input.metadata),
    discounts: input.discounts ?? [],
    trialEnd:
      input.trial_period_days !== undefined
        ? now + input.trial_period_days * day
        : typeof input.trial_end === 'number'
          ? input.trial_end
          : null,
    missingCard: input.trial_settings?.end_behavior.missing_payment_method,
    automaticTax: input.automatic_tax?.enabled,
    taxRates: input.default_tax_rates ?? [],
    paymentBehavior: input.payment_behavior,
    cancelAtPeriodEnd: input.cancel_at_period_end,
    description: input.description ?? undefined,
  });
  if (input.cancel_at !== undefined) subscription.cancel_at = input.cancel_at;
  return subscription;
}

/** At once; what is left of the period is given back only where that was asked for. */
function cancel(
  state: FakeStripeState,
  subscription: Stripe.Subscription,
  input: z.output<typeof CanceledSubscriptionInput>,
): Stripe.Subscription {
  if (isOver(subscription)) throw missing('subscription', subscription.id);
  const customer = state.customers.get(String(subscription.customer));
  const now = state.now(customer?.id);
  const lines = input.prorate ? subscription.items.data.map((item) => unusedLine(state, subscription, item, now)) : [];
  if (customer && (input.invoice_now || lines.length > 0)) {
    const all = [...takePending(state, subscription), ...lines];
    if (all.length > 0) {
      const draft = { customer, subscription, lines: all, currency: subscription.currency, finalizesAt: null };
      const invoice = draftInvoice(state, {
        ...draft,
        reason: 'subscription_update',
        period: { start: now, end: now },
      });
      finalizeInvoice(state, invoice);
      if (invoice.status === 'open') attemptPayment(state, invoice);
    }
  }
  return cancelNow(
    state,
    subscription,
    defined({
      comment: input.cancellation_details?.comment,
      feedback: input.cancellation_details?.feedback,
    }),
  );
}

function matching(query: z.output<typeof SubscriptionQuery>): (subscription: Stripe.Subscription) => boolean {
  const { status, customer, price, test_clock } = query;
  if (status === '') throw invalid('Invalid status', 'status');
  return (subscription) =>
    (status === 'all' ||
      (status === 'ended'
        ? isOver(subscription)
        : status === undefined
          ? subscription.status !== 'canceled'
          : subscription.status === status)) &&
    (customer === undefined || subscription.customer === customer) &&
    (test_clock === undefined || subscription.test_clock === test_clock) &&
    (price === undefined || subscription.items.data.some((item) => item.price.id === price));
}
