import type Stripe from 'stripe';
import { set } from '../core/change.ts';
import type { FakeStripeState } from '../core/state.ts';

/** The payment that an invoice asks for, made when it is finalized. */
export function askForPayment(state: FakeStripeState, invoice: Stripe.Invoice): Stripe.PaymentIntent {
  const customer = String(invoice.customer);
  const id = state.newId('pi');
  const intent: Stripe.PaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: invoice.amount_remaining,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic',
    client_secret: `${id}_secret_fake`,
    confirmation_method: 'automatic',
    created: state.now(customer),
    currency: invoice.currency,
    customer,
    customer_account: null,
    description: invoice.billing_reason === 'subscription_create' ? 'Subscription creation' : 'Subscription update',
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: invoice.livemode,
    managed_payments: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: 'off_session',
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  };
  state.paymentIntents.set(id, intent);
  state.emit('payment_intent.created', intent);
  const payment: Stripe.InvoicePayment = {
    id: state.newId('inpay'),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: invoice.amount_remaining,
    created: intent.created,
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: invoice.livemode,
    payment: { payment_intent: id, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  };
  state.invoicePayments.set(payment.id, payment);
  state.invoiceIndex.addPayment(payment);
  return intent;
}

export function paymentOf(state: FakeStripeState, invoice: Stripe.Invoice) {
  const payment = state.invoiceIndex.paymentOf(invoice.id);
  const intent = payment && state.paymentIntents.get(String(payment.payment.payment_intent));
  return payment && intent ? { payment, intent } : null;
}

/** An invoice that is no longer owed asks for nothing. */
export function withdrawPayment(state: FakeStripeState, invoice: Stripe.Invoice): void {
  const found = paymentOf(state, invoice);
  if (found?.payment.status !== 'open') return;
  const at = state.now(String(invoice.customer));
  set(found.payment, { status: 'canceled', status_transitions: { canceled_at: at, paid_at: null } });
  set(found.intent, { status: 'canceled', canceled_at: at, cancellation_reason: 'void_invoice' });
  state.emit('payment_intent.canceled', found.intent);
}
