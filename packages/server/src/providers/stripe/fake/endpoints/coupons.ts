import type Stripe from 'stripe';
import { z } from 'zod';
import { newTaxRate } from '../billing/taxes.ts';
import { change, remove } from '../core/change.ts';
import { Endpoints } from '../core/endpoints.ts';
import { decimal, flag, integer, mergeMetadata, metadata } from '../core/form.ts';
import type { FakeStripeState } from '../core/state.ts';
import { invalid, missing } from '../core/stripe-refusal.ts';

const NewCoupon = z.looseObject({
  id: z.string().optional(),
  name: z.string().optional(),
  amount_off: integer.optional(),
  percent_off: decimal.optional(),
  currency: z.string().optional(),
  duration: z.enum(['forever', 'once', 'repeating']).default('once'),
  duration_in_months: integer.optional(),
  max_redemptions: integer.optional(),
  redeem_by: integer.optional(),
  metadata,
});
const NewCode = z.looseObject({
  promotion: z.looseObject({ type: z.literal('coupon'), coupon: z.string() }),
  code: z.string().optional(),
  active: flag.default(true),
  max_redemptions: integer.optional(),
  metadata,
});
const NewTaxRate = z.looseObject({
  display_name: z.string(),
  percentage: decimal,
  inclusive: flag,
  country: z.string().optional(),
});

/** Coupons, their codes, and tax rates that are set by hand. */
export function couponEndpoints(state: FakeStripeState): Endpoints {
  return new Endpoints(state)
    .on('post', '/v1/coupons', NewCoupon, (input) => addCoupon(state, input))
    .list('/v1/coupons', state.coupons)
    .retrieve('/v1/coupons/:id', 'coupon', state.coupons)
    .on('delete', '/v1/coupons/:id', z.looseObject({}), (_input, { at }) => {
      const coupon = state.coupons.get(at('id'));
      if (!coupon) throw missing('coupon', at('id'));
      return remove(state, state.coupons, coupon, 'coupon.deleted');
    })
    .on('post', '/v1/promotion_codes', NewCode, (input) => addCode(state, input))
    .list('/v1/promotion_codes', state.promotionCodes, ['code', 'active'])
    .retrieve('/v1/promotion_codes/:id', 'promotion code', state.promotionCodes)
    .on('post', '/v1/promotion_codes/:id', z.looseObject({ active: flag }), ({ active }, { at }) => {
      const code = state.promotionCodes.get(at('id'));
      if (!code) throw missing('promotion code', at('id'));
      const previous = change(code, { active });
      if (previous) state.emit('promotion_code.updated', code, previous);
      return code;
    })
    .on('post', '/v1/tax_rates', NewTaxRate, (input) =>
      newTaxRate(state, {
        country: input.country ?? null,
        percentage: input.percentage,
        displayName: input.display_name,
        inclusive: input.inclusive,
      }),
    )
    .list('/v1/tax_rates', state.taxRates)
    .retrieve('/v1/tax_rates/:id', 'tax rate', state.taxRates);
}

function addCoupon(state: FakeStripeState, input: z.output<typeof NewCoupon>): Stripe.Coupon {
  if ((input.percent_off === undefined) === (input.amount_off === undefined))
    throw invalid('You must pass either `percent_off` or `amount_off`, and not both.', 'percent_off');
  if (input.amount_off !== undefined && input.currency === undefined)
    throw invalid('You must pass `currency` when passing `amount_off`.', 'currency', 'parameter_missing');
  const id = input.id ?? state.newId('cpn');
  if (state.coupons.has(id)) throw invalid('Coupon already exists.', 'id', 'resource_already_exists');
  const coupon: Stripe.Coupon = {
    id,
    object: 'coupon',
    amount_off: input.amount_off ?? null,
    created: state.now(),
    currency: input.currency ?? null,
    duration: input.duration,
    duration_in_months: input.duration_in_months ?? null,
    livemode: state.settings.livemode,
    max_redemptions: input.max_redemptions ?? null,
    metadata: mergeMetadata({}, input.metadata),
    name: input.name ?? null,
    percent_off: input.percent_off ?? null,
    redeem_by: input.redeem_by ?? null,
    times_redeemed: 0,
    valid: true,
  };
  state.coupons.set(id, coupon);
  state.emit('coupon.created', coupon);
  return coupon;
}

function addCode(state: FakeStripeState, input: z.output<typeof NewCode>): Stripe.PromotionCode {
  if (!state.coupons.has(input.promotion.coupon)) throw missing('coupon', input.promotion.coupon, 'promotion[coupon]');
  const id = state.newId('promo');
  const code: Stripe.PromotionCode = {
    id,
    object: 'promotion_code',
    active: input.active,
    code: input.code ?? id.slice(-8).toUpperCase(),
    created: state.now(),
    customer: null,
    customer_account: null,
    expires_at: null,
    livemode: state.settings.livemode,
    max_redemptions: input.max_redemptions ?? null,
    metadata: mergeMetadata({}, input.metadata),
    promotion: { coupon: input.promotion.coupon, type: 'coupon' },
    restrictions: { first_time_transaction: false, minimum_amount: null, minimum_amount_currency: null },
    times_redeemed: 0,
  };
  state.promotionCodes.set(id, code);
  state.emit('promotion_code.created', code);
  return code;
}
