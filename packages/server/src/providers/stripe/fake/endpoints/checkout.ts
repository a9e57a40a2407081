import type Stripe from 'stripe';
import { z } from 'zod';
import { expireSession } from '../billing/clock-work.ts';
import { type AskedDiscount, usable } from '../billing/discounts.ts';
import { amountIn, productName } from '../billing/lines.ts';
import { Endpoints } from '../core/endpoints.ts';
import { emptyable, flag, gone, integer, mergeMetadata, metadata, notPlayed } from '../core/form.ts';
import { pageOf, pageQuery } from '../core/lists.ts';
import type { FakeStripeState } from '../core/state.ts';
import { invalid, missing } from '../core/stripe-refusal.ts';
import { emptySession } from './empty-session.ts';

const NewSession = z.looseObject({
  mode: z.enum(['subscription', 'payment', 'setup']),
  payment_method_types: gone,
  ui_mode: z.enum(['hosted_page', 'embedded_page', 'elements', 'form']).default('hosted_page'),
  line_items: z.array(z.looseObject({ price: z.string(), quantity: integer.default(1) })).optional(),
  customer: z.string().optional(),
  customer_email: z.string().optional(),
  client_reference_id: z.string().max(200).optional(),
  success_url: z.string().optional(),
  cancel_url: z.string().optional(),
  currency: z.string().optional(),
  expires_at: integer.optional(),
  allow_promotion_codes: flag.optional(),
  automatic_tax: z.looseObject({ enabled: flag }).optional(),
  tax_id_collection: z.looseObject({ enabled: flag }).optional(),
  billing_address_collection: z.string().optional(),
  locale: z.string().optional(),
  payment_method_collection: z.enum(['always', 'if_required']).optional(),
  discounts: z
    .array(z.looseObject({ coupon: z.string().optional(), promotion_code: z.string().optional() }))
    .optional(),
  metadata,
  subscription_data: z
    .looseObject({
      billing_cycle_anchor: notPlayed,
      metadata,
      description: z.string().optional(),
      trial_period_days: integer.optional(),
      trial_end: integer.optional(),
      default_tax_rates: z.array(z.string()).optional(),
      trial_settings: z
        .looseObject({
          end_behavior: z.looseObject({ missing_payment_method: z.enum(['cancel', 'create_invoice', 'pause']) }),
        })
        .optional(),
    })
    .optional(),
});
type Input = z.output<typeof NewSession>;

/** What a session will make of its customer once it is paid. */
export interface Purchase {
  items: { price: string; quantity: number }[];
  data: NonNullable<Input['subscription_data']>;
  discounts: NonNullable<Input['discounts']>;
}

const SessionQuery = z.object({
  ...pageQuery,
  customer: z.string().optional(),
  subscription: z.string().optional(),
  status: z.string().optional(),
});

export function checkoutEndpoints(state: FakeStripeState, purchases: Map<string, Purchase>): Endpoints {
  const path = '/v1/checkout/sessions';
  const sessionAt = (id: string) => {
    const session = state.checkoutSessions.get(id);
    if (!session) throw missing('checkout session', id);
    return session;
  };
  return new Endpoints(state)
    .on('post', path, NewSession, (input) => {
      const session = addSession(state, input);
      purchases.set(session.id, {
        items: input.line_items ?? [],
        data: input.subscription_data ?? {},
        discounts: input.discounts ?? [],
      });
      return session;
    })
    .on('get', path, SessionQuery, (query) => {
      const found = [...state.checkoutSessions.values()].filter(
        (session) =>
          (query.customer === undefined || session.customer === query.customer) &&
          (query.subscription === undefined || session.subscription === query.subscription) &&
          (query.status === undefined || session.status === query.status),
      );
      return pageOf(found, query, path);
    })
    .retrieve(`${path}/:id`, 'checkout session', state.checkoutSessions)
    .on('get', `${path}/:id/line_items`, z.object(pageQuery), (query, { at }) =>
      pageOf((state.checkoutLines.get(at('id')) ?? []).toReversed(), query, `${path}/${at('id')}/line_items`),
    )
    .on(
      'post',
      `${path}/:id`,
      z.looseObject({ metadata: emptyable(z.record(z.string(), z.string())).optional() }),
      (input, { at }) => {
        const session = sessionAt(at('id'));
        session.metadata = mergeMetadata(session.metadata ?? {}, input.metadata);
        return session;
      },
    )
    .on('post', `${path}/:id/expire`, z.looseObject({}), (_input, { at }) => {
      const session = sessionAt(at('id'));
      if (session.status !== 'open')
        throw invalid(
          `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
        );
      expireSession(state, session);
      return session;
    });
}

function addSession(state: FakeStripeState, input: Input): Stripe.Checkout.Session {
  if (input.mode !== 'subscription') throw invalid('Only mode=subscription is played here.', 'mode');
  if (input.customer !== undefined && !state.customers.has(input.customer))
    throw missing('customer', input.customer, 'customer');
  if (input.customer !== undefined && input.customer_email !== undefined)
    throw invalid('You may only specify one of these parameters: customer, customer_email.', 'customer');
  if (input.success_url === undefined)
    throw invalid('Missing required param: success_url.', 'success_url', 'parameter_missing');
  if (input.allow_promotion_codes && (input.discounts?.length ?? 0) > 0)
    throw invalid('You may only specify one of these parameters: allow_promotion_codes, discounts.');
  const now = state.now(input.customer);
  const expiresAt = input.expires_at ?? now + 86_400;
  if (expiresAt < now + 1800 || expiresAt > now + 86_400)
    throw invalid('The `expires_at` timestamp must be between 30 minutes and 24 hours from now.', 'expires_at');
  const id = state.newId('cs_test');
  const currency = input.currency ?? state.prices.get(input.line_items?.[0]?.price ?? '')?.currency ?? 'usd';
  const lines = lineItems(state, input, currency);
  const subtotal = lines.reduce((sum, { amount_subtotal }) => sum + amount_subtotal, 0);
  const discount = (input.discounts ?? []).reduce((off, asked) => off + discountOf(state, asked, subtotal - off), 0);
  const isTrial =
    input.subscription_data?.trial_period_days !== undefined || input.subscription_data?.trial_end !== undefined;
  state.checkoutLines.set(id, lines);
  const session: Stripe.Checkout.Session = {
    ...emptySession,
    id,
    allow_promotion_codes: input.allow_promotion_codes ?? null,
    amount_subtotal: isTrial ? 0 : subtotal,
    amount_total: isTrial ? 0 : subtotal - discount,
    automatic_tax: {
      enabled: input.automatic_tax?.enabled ?? false,
      liability: input.automatic_tax?.enabled ? { type: 'self' } : null,
      provider: input.automatic_tax?.enabled ? 'stripe' : null,
      status: null,
    },
    billing_address_collection: input.billing_address_collection ?? null,
    cancel_url: input.cancel_url ?? null,
    client_reference_id: input.client_reference_id ?? null,
    created: now,
    currency,
    customer: input.customer ?? null,
    customer_creation: input.customer === undefined ? 'always' : null,
    customer_email: input.customer_email ?? null,
    discounts: (input.discounts ?? []).map(({ coupon, promotion_code }) => ({
      coupon: coupon ?? null,
      promotion_code: promotion_code ?? null,
    })),
    expires_at: expiresAt,
    livemode: state.settings.livemode,
    locale: input.locale ?? null,
    metadata: mergeMetadata({}, input.metadata),
    payment_method_collection: input.payment_method_collection ?? 'always',
    success_url: input.success_url,
    tax_id_collection: { enabled: input.tax_id_collection?.enabled ?? false, required: 'never' },
    total_details: { amount_discount: isTrial ? 0 : discount, amount_shipping: 0, amount_tax: 0 },
    ui_mode: input.ui_mode,
    url: input.ui_mode === 'hosted_page' ? `${state.url}/c/pay/${id}` : null,
  };
  state.checkoutSessions.set(id, session);
  return session;
}

/** What a coupon takes off an amount. */
function discountOf(state: FakeStripeState, asked: AskedDiscount, amount: number): number {
  const { coupon } = usable(state, asked);
  return Math.min(amount, coupon.amount_off ?? Math.round((amount * (coupon.percent_off ?? 0)) / 100));
}

function lineItems(state: FakeStripeState, input: Input, currency: string): Stripe.LineItem[] {
  const asked = input.line_items ?? [];
  if (asked.length === 0) throw invalid('Missing required param: line_items.', 'line_items', 'parameter_missing');
  return asked.map(({ price: id, quantity }, index) => {
    const price = state.prices.get(id);
    if (!price) throw missing('price', id, `line_items[${index}][price]`);
    if (!price.active)
      throw invalid('The price specified is inactive. This field only accepts active prices.', 'line_items');
    if (price.type !== 'recurring')
      throw invalid('You must provide at least one recurring price in `subscription` mode.', 'line_items');
    const amount = amountIn(price, currency) * quantity;
    return {
      id: state.newId('li'),
      object: 'item',
      adjustable_quantity: null,
      amount_discount: 0,
      amount_subtotal: amount,
      amount_tax: 0,
      amount_total: amount,
      currency,
      description: productName(state, price),
      metadata: {},
      price,
      quantity,
    };
  });
}
