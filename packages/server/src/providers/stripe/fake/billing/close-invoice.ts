import type Stripe from 'stripe';
import type { FakeStripeState } from '../core/state.ts';
import { invalid } from '../core/stripe-refusal.ts';
import { withdrawPayment } from './payment-intents.ts';

/** Nothing is owed any more, and nothing was paid. */
export function voidInvoice(state: FakeStripeState, invoice: Stripe.Invoice): Stripe.Invoice {
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible')
    throw invalid(`You can only pass in open invoices. This invoice isn't open.`, 'invoice', 'invoice_not_open');
  close(state, invoice, 'void', 'voided_at');
  withdrawPayment(state, invoice);
  state.emit('invoice.voided', invoice);
  return invoice;
}

/** It is given up, but may still be paid. */
export function markUncollectible(state: FakeStripeState, invoice: Stripe.Invoice): Stripe.Invoice {
  if (invoice.status !== 'open')
    throw invalid(`You can only pass in open invoices. This invoice isn't open.`, 'invoice', 'invoice_not_open');
  close(state, invoice, 'uncollectible', 'marked_uncollectible_at');
  state.emit('invoice.marked_uncollectible', invoice);
  return invoice;
}

function close(
  state: FakeStripeState,
  invoice: Stripe.Invoice,
  status: Stripe.Invoice.Status,
  moment: 'voided_at' | 'marked_uncollectible_at',
): void {
  invoice.status = status;
  invoice.auto_advance = false;
  invoice.next_payment_attempt = null;
  invoice.status_transitions[moment] = state.now(String(invoice.customer));
}
