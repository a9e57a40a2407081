import type Stripe from 'stripe';
import type { FakeStripeState } from '../core/state.ts';
import { invalid, missing, StripeRefusal } from '../core/stripe-refusal.ts';
import { addPeriods, monthly } from './periods.ts';

export interface AskedDiscount {
  coupon?: string | undefined;
  promotion_code?: string | undefined;
  discount?: string | undefined;
}

const couponOf = (state: FakeStripeState, discount: Stripe.Discount): Stripe.Coupon | undefined =>
  state.coupons.get(String(discount.source.coupon));

interface DiscountPlace {
  customer: string;
  subscription: string;
  session?: string | null;
}

/** Redeems what was asked for on a subscription; a discount that is there already is taken as it is. */
export function redeem(state: FakeStripeState, asked: readonly AskedDiscount[], on: DiscountPlace): string[] {
  return asked.map((each) => {
    if (each.discount !== undefined) {
      if (!state.discounts.has(each.discount)) throw missing('discount', each.discount, 'discounts');
      return each.discount;
    }
    const { coupon, promotion } = usable(state, each);
    coupon.times_redeemed += 1;
    coupon.valid = coupon.max_redemptions === null || coupon.times_redeemed < coupon.max_redemptions;
    if (promotion) promotion.times_redeemed += 1;
    const discount = newDiscount(state, each, on);
    state.discounts.set(discount.id, discount);
    state.emit('customer.discount.created', discount);
    return discount.id;
  });
}

/** A discount that nobody has redeemed. */
export function newDiscount(state: FakeStripeState, asked: AskedDiscount, on: DiscountPlace): Stripe.Discount {
  const { coupon, promotion } = usable(state, asked, { redeemed: true });
  const start = state.now(on.customer);
  const months = coupon.duration === 'repeating' ? coupon.duration_in_months : null;
  return {
    id: state.newId('di'),
    object: 'discount',
    checkout_session: on.session ?? null,
    customer: on.customer,
    customer_account: null,
    end: months === null ? null : addPeriods(start, monthly, months),
    invoice: null,
    invoice_item: null,
    promotion_code: promotion?.id ?? null,
    source: { coupon: coupon.id, type: 'coupon' },
    start,
    subscription: on.subscription,
    subscription_item: null,
  };
}

/** The coupon that was asked for, by itself or by a code. */
export function usable(state: FakeStripeState, asked: AskedDiscount, { redeemed = false } = {}) {
  const promotion = asked.promotion_code === undefined ? undefined : state.promotionCodes.get(asked.promotion_code);
  if (asked.promotion_code !== undefined && !promotion)
    throw missing('promotion code', asked.promotion_code, 'discounts');
  const id = asked.coupon ?? String(promotion?.promotion.coupon ?? '');
  const coupon = state.coupons.get(id);
  if (!coupon) throw missing('coupon', id, 'discounts');
  if (!redeemed && (!coupon.valid || (coupon.redeem_by !== null && coupon.redeem_by <= state.now())))
    throw new StripeRefusal({
      status: 400,
      type: 'invalid_request_error',
      code: 'coupon_expired',
      message: `Coupon expired: ${id}`,
    });
  if (promotion && !promotion.active) throw invalid('This promotion code is not active.', 'discounts');
  return { coupon, promotion };
}

/** The discounts of a subscription that count at a moment; a coupon for once counts until it was used. */
export function activeDiscounts(state: FakeStripeState, subscription: Stripe.Subscription, at: number) {
  return subscription.discounts.flatMap((id) => {
    const discount = state.discounts.get(String(id));
    return discount && (discount.end === null || discount.end > at) ? [discount] : [];
  });
}

/** What each line is lowered by; amounts off are shared out by the size of the lines. */
export function discountLines(
  state: FakeStripeState,
  lines: readonly Stripe.InvoiceLineItem[],
  discounts: readonly Stripe.Discount[],
): Map<string, Stripe.InvoiceLineItem.DiscountAmount[]> {
  const amounts = new Map(lines.map(({ id }) => [id, [] as Stripe.InvoiceLineItem.DiscountAmount[]]));
  for (const discount of discounts) {
    const coupon = couponOf(state, discount);
    if (!coupon) continue;
    const open = lines.map((line) => ({
      line,
      left: line.amount - (amounts.get(line.id) ?? []).reduce((sum, { amount }) => sum + amount, 0),
    }));
    const positive = open.reduce((sum, { left }) => sum + Math.max(0, left), 0);
    let off = coupon.amount_off === null ? null : Math.min(coupon.amount_off, positive);
    for (const { line, left } of open) {
      const share = Math.round((Math.max(0, left) * (coupon.amount_off ?? 0)) / Math.max(1, positive));
      const amount =
        off === null ? Math.round((left * (coupon.percent_off ?? 0)) / 100) : Math.min(off, share, Math.max(0, left));
      if (off !== null) off -= amount;
      if (amount !== 0) amounts.get(line.id)?.push({ amount, discount: discount.id });
    }
  }
  return amounts;
}

/** A coupon for once ends with the first invoice that it lowered. */
export function useUp(state: FakeStripeState, subscription: Stripe.Subscription, used: readonly string[]): void {
  for (const id of used) {
    const discount = state.discounts.get(id);
    if (!discount || couponOf(state, discount)?.duration !== 'once') continue;
    discount.end = state.now(String(subscription.customer));
    subscription.discounts = subscription.discounts.filter((kept) => kept !== id);
  }
}
