import type Stripe from 'stripe';
import type { FakeStripeState } from '../core/state.ts';
import { invalid } from '../core/stripe-refusal.ts';

/** Gives money of a charge back. */
export function refund(
  state: FakeStripeState,
  charge: Stripe.Charge,
  {
    amount,
    reason,
    metadata,
  }: { amount?: number | undefined; reason?: string | undefined; metadata: Record<string, string> },
): Stripe.Refund {
  const left = charge.amount_captured - charge.amount_refunded;
  const given = amount ?? left;
  if (left === 0) throw invalid(`Charge ${charge.id} has already been refunded.`, undefined, 'charge_already_refunded');
  if (given < 1 || given > left)
    throw invalid(`Refund amount (${given}) is greater than unrefunded amount on charge (${left})`, 'amount');
  const made: Stripe.Refund = {
    id: state.newId('re'),
    object: 'refund',
    amount: given,
    balance_transaction: state.newId('txn'),
    charge: charge.id,
    created: state.now(String(charge.customer)),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: { card: { type: 'refund' }, type: 'card' },
    metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  };
  state.refunds.set(made.id, made);
  const previous = { amount_refunded: charge.amount_refunded, refunded: charge.refunded };
  charge.amount_refunded += given;
  charge.refunded = charge.amount_refunded === charge.amount_captured;
  state.emit('refund.created', made);
  state.emit('charge.refunded', charge, previous);
  return made;
}

/** A customer's bank takes the money of a charge back until the dispute is decided. */
export function openDispute(state: FakeStripeState, charge: Stripe.Charge, reason = 'fraudulent'): Stripe.Dispute {
  const at = state.now(String(charge.customer));
  const dispute: Stripe.Dispute = {
    id: state.newId('dp'),
    object: 'dispute',
    amount: charge.amount,
    balance_transactions: [],
    charge: charge.id,
    created: at,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence,
    evidence_details: {
      due_by: at + 14 * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: charge.livemode,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: { brand: 'visa', case_type: 'chargeback', network: 'visa', network_reason_code: '10.4' },
      type: 'card',
    },
    reason,
    status: 'needs_response',
  };
  state.disputes.set(dispute.id, dispute);
  charge.disputed = true;
  state.emit('charge.dispute.created', dispute);
  state.emit('charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

export function closeDispute(state: FakeStripeState, dispute: Stripe.Dispute, status: 'won' | 'lost'): Stripe.Dispute {
  dispute.status = status;
  if (status === 'won') state.emit('charge.dispute.funds_reinstated', dispute);
  state.emit('charge.dispute.closed', dispute);
  return dispute;
}

const noEvidence: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};
