import type Stripe from 'stripe';
import { set } from '../core/change.ts';
import type { FakeStripeState } from '../core/state.ts';
import { declineError, declineMessage, declineOf } from './cards.ts';

/** Charges a card for a payment intent; answers why it was declined, null where the money came. */
export function charge(
  state: FakeStripeState,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): string | null {
  const decline = declineOf(state, method);
  intent.payment_method = method.id;
  if (decline === 'authentication_required') {
    refuse(intent, method, decline);
    intent.status = 'requires_action';
    intent.next_action = { type: 'use_stripe_sdk', use_stripe_sdk: {} };
    state.emit('payment_intent.requires_action', intent);
    return decline;
  }
  const attempt = newCharge(state, intent, method, decline);
  intent.latest_charge = attempt.id;
  if (decline !== null) {
    refuse(intent, method, decline, attempt.id);
    state.emit('charge.failed', attempt);
    state.emit('payment_intent.payment_failed', intent);
    return decline;
  }
  set(intent, {
    status: 'succeeded',
    amount_received: intent.amount,
    last_payment_error: null,
    next_action: null,
  });
  state.emit('charge.succeeded', attempt);
  state.emit('payment_intent.succeeded', intent);
  return null;
}

function refuse(intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod, decline: string, chargeId?: string): void {
  intent.status = 'requires_payment_method';
  intent.last_payment_error = {
    ...(chargeId !== undefined && { charge: chargeId }),
    code: declineError(decline),
    decline_code: decline,
    doc_url: `https://docs.stripe.com/error-codes/${declineError(decline).replaceAll('_', '-')}`,
    message: declineMessage(decline),
    payment_method: { ...method },
    type: 'card_error',
  };
}

function newCharge(
  state: FakeStripeState,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  decline: string | null,
): Stripe.Charge {
  const paid = decline === null;
  const id = state.newId('ch');
  const made: Stripe.Charge = {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: paid ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: paid ? state.newId('txn') : null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: 'SONGTRACKPRO',
    captured: paid,
    created: state.now(String(intent.customer)),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline === null ? null : declineError(decline),
    failure_message: decline === null ? null : declineMessage(decline),
    fraud_details: {},
    livemode: intent.livemode,
    metadata: {},
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: decline === null ? null : '05',
      network_status: paid ? 'approved_by_network' : 'declined_by_network',
      reason: decline,
      risk_level: 'normal',
      seller_message: paid ? 'Payment complete.' : 'The bank did not return any further details with this decline.',
      type: paid ? 'authorized' : 'issuer_declined',
    },
    paid,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { card: cardDetails(method, intent.amount), type: 'card' },
    receipt_email: null,
    receipt_number: null,
    receipt_url: paid ? `${state.url}/receipts/${id}` : null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: paid ? 'succeeded' : 'failed',
    transfer_data: null,
    transfer_group: null,
  };
  state.charges.set(id, made);
  return made;
}

function cardDetails({ card }: Stripe.PaymentMethod, amount: number): Stripe.Charge.PaymentMethodDetails.Card {
  return {
    amount_authorized: amount,
    authorization_code: null,
    brand: card?.brand ?? null,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: null },
    country: card?.country ?? null,
    electronic_commerce_indicator: null,
    exp_month: card?.exp_month ?? 1,
    exp_year: card?.exp_year ?? 2000,
    fingerprint: card?.fingerprint ?? null,
    funding: card?.funding ?? null,
    installments: null,
    last4: card?.last4 ?? null,
    mandate: null,
    network: card?.brand ?? null,
    network_transaction_id: null,
    regulated_status: 'unregulated',
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  };
}
