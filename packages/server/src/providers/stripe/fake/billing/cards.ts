import type Stripe from 'stripe';
import type { FakeStripeState } from '../core/state.ts';
import { invalid, missing, StripeRefusal } from '../core/stripe-refusal.ts';

interface TestCard {
  brand: string;
  last4: string;
  /** Why charging it fails. */
  decline?: string;
  /** It is refused already when it is attached. */
  refused?: boolean;
  expired?: boolean;
}

/** Stripe's test cards, under the names that its tokens have. */
const testCards: Record<string, TestCard> = {
  visa: { brand: 'visa', last4: '4242' },
  mastercard: { brand: 'mastercard', last4: '4444' },
  amex: { brand: 'amex', last4: '8431' },
  chargeCustomerFail: { brand: 'visa', last4: '0341', decline: 'generic_decline' },
  chargeDeclined: { brand: 'visa', last4: '0002', decline: 'generic_decline', refused: true },
  chargeDeclinedInsufficientFunds: { brand: 'visa', last4: '9995', decline: 'insufficient_funds', refused: true },
  chargeDeclinedExpiredCard: { brand: 'visa', last4: '0069', decline: 'expired_card', refused: true, expired: true },
  authenticationRequired: { brand: 'visa', last4: '3184', decline: 'authentication_required' },
};

const messages: Record<string, string> = {
  insufficient_funds: 'Your card has insufficient funds.',
  expired_card: 'Your card has expired.',
  authentication_required: 'Your card was declined. This transaction requires authentication.',
};

export const declineMessage = (code: string) => messages[code] ?? 'Your card was declined.';
export const declineError = (code: string) =>
  ['expired_card', 'authentication_required'].includes(code) ? code : 'card_declined';

/** Why a card would be declined now; null where it works. */
export function declineOf(state: FakeStripeState, method: Stripe.PaymentMethod): string | null {
  const now = new Date(state.now(typeof method.customer === 'string' ? method.customer : null) * 1000);
  const { exp_year: year = 0, exp_month: month = 0 } = method.card ?? {};
  const isOver = Date.UTC(year, month, 1) <= now.getTime();
  return state.declines.get(method.id) ?? (isOver ? 'expired_card' : null);
}

/** A card by the name of a test token, as `visa`, not yet anybody's. */
export function newCard(state: FakeStripeState, name: string, expires?: { month: number; year: number }) {
  const card = testCards[name];
  if (!card) throw invalid(`No such token: '${name}'`, 'card[token]', 'resource_missing');
  const { exp_month, exp_year } = {
    exp_month: expires?.month ?? 12,
    exp_year: expires?.year ?? new Date(state.now() * 1000).getUTCFullYear() + (card.expired ? -1 : 4),
  };
  const method: Stripe.PaymentMethod = {
    id: state.newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    card: {
      brand: card.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'US',
      display_brand: card.brand,
      exp_month,
      exp_year,
      fingerprint: `fake${card.brand}${card.last4}`,
      funding: 'credit',
      generated_from: null,
      last4: card.last4,
      networks: { available: [card.brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: state.now(),
    customer: null,
    customer_account: null,
    livemode: state.settings.livemode,
    metadata: {},
    type: 'card',
  };
  state.paymentMethods.set(method.id, method);
  if (card.decline !== undefined) state.declines.set(method.id, card.decline);
  return method;
}

/** `pm_card_visa` and the like stand for a new card each time they are used. */
export function cardOf(state: FakeStripeState, id: string): Stripe.PaymentMethod {
  if (id.startsWith('pm_card_')) return newCard(state, id.slice('pm_card_'.length));
  const method = state.paymentMethods.get(id);
  if (!method) throw missing('PaymentMethod', id, 'payment_method');
  return method;
}

/** A card that the bank refuses as soon as it is given. @throws StripeRefusal */
export function checkAttachable(state: FakeStripeState, method: Stripe.PaymentMethod): void {
  const card = Object.values(testCards).find(({ last4 }) => last4 === method.card?.last4);
  const decline = state.declines.get(method.id);
  if (card?.refused && decline !== undefined) throw declined(decline);
}

export function attachCard(state: FakeStripeState, id: string, customer: Stripe.Customer): Stripe.PaymentMethod {
  const method = cardOf(state, id);
  if (method.customer !== null && method.customer !== customer.id)
    throw invalid('The payment method you provided has already been attached to a customer.', 'payment_method');
  checkAttachable(state, method);
  method.customer = customer.id;
  method.created = state.now(customer.id);
  state.emit('payment_method.attached', method);
  return method;
}

export const declined = (code: string, paymentIntent?: object) =>
  new StripeRefusal({
    status: 402,
    type: 'card_error',
    code: declineError(code),
    declineCode: code,
    message: declineMessage(code),
    ...(paymentIntent !== undefined && { paymentIntent }),
  });

/** A bank replaces a card; the payment method stays and gets the new expiry. */
export function renewCard(
  state: FakeStripeState,
  method: Stripe.PaymentMethod,
  expires: { month: number; year: number },
): Stripe.PaymentMethod {
  const { card } = method;
  if (!card) throw invalid('Only cards are renewed.');
  const { exp_month, exp_year } = card;
  method.card = { ...card, exp_month: expires.month, exp_year: expires.year };
  state.emit('payment_method.automatically_updated', method, { card: { exp_month, exp_year } });
  return method;
}

export function setDecline(state: FakeStripeState, method: Stripe.PaymentMethod, code: string | null): void {
  if (code === null) state.declines.delete(method.id);
  else state.declines.set(method.id, code);
}
