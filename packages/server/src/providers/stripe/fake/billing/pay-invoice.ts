import type Stripe from 'stripe';
import { set } from '../core/change.ts';
import type { FakeStripeState } from '../core/state.ts';
import { invalid } from '../core/stripe-refusal.ts';
import { buildInvoice, dueOf, type InvoiceDraft } from './build-invoice.ts';
import { cardOf, declined } from './cards.ts';
import { charge } from './charge.ts';
import { useUp } from './discounts.ts';
import { cancelNow } from './end-subscription.ts';
import { askForPayment, paymentOf } from './payment-intents.ts';
import { changeSubscription, invoicesOf, isOver, resumeNow, subscriptionOf } from './subscription-status.ts';

const day = 86_400;

/** Stores a draft; it becomes the subscription's latest invoice. */
export function draftInvoice(state: FakeStripeState, draft: InvoiceDraft): Stripe.Invoice {
  const invoice = buildInvoice(state, state.newId('in'), draft);
  state.invoices.set(invoice.id, invoice);
  state.invoiceIndex.add(invoice);
  state.emit('invoice.created', invoice);
  if (draft.subscription) {
    draft.subscription.latest_invoice = invoice.id;
    useUp(
      state,
      draft.subscription,
      (invoice.total_discount_amounts ?? []).map(({ discount }) => String(discount)),
    );
  }
  return invoice;
}

/** From now on its amounts stand: it gets a number, uses the customer's balance, and asks for what is left. */
export function finalizeInvoice(state: FakeStripeState, invoice: Stripe.Invoice): Stripe.Invoice {
  if (invoice.status !== 'draft')
    throw invalid('This invoice is already finalized, you can’t finalize it again.', 'invoice', 'invoice_not_editable');
  const customer = state.customers.get(String(invoice.customer));
  const at = state.now(String(invoice.customer));
  const balance = customer?.balance ?? 0;
  const due = dueOf(invoice.total, balance);
  set(invoice, {
    status: 'open',
    number: state.newInvoiceNumber(),
    effective_at: at,
    starting_balance: balance,
    ending_balance: due.endingBalance,
    amount_due: due.amount,
    amount_remaining: due.amount,
    automatically_finalizes_at: null,
    hosted_invoice_url: `${state.url}/i/${invoice.id}`,
    invoice_pdf: `${state.url}/i/${invoice.id}/pdf`,
  });
  invoice.status_transitions.finalized_at = at;
  if (customer) set(customer, { balance: due.endingBalance, currency: invoice.currency });
  if (due.amount > 0) askForPayment(state, invoice);
  state.emit('invoice.finalized', invoice);
  if (due.amount === 0) settle(state, invoice);
  return invoice;
}

/** The card that an invoice is charged to: the subscription's own, else the customer's default. */
export function cardFor(state: FakeStripeState, invoice: Stripe.Invoice): Stripe.PaymentMethod | null {
  const own = subscriptionOf(state, invoice)?.default_payment_method;
  const general = state.customers.get(String(invoice.customer))?.invoice_settings.default_payment_method;
  return state.paymentMethods.get(String(invoice.default_payment_method ?? own ?? general)) ?? null;
}

/** Tries to charge an open invoice; answers why it failed, null where it is paid. */
export function attemptPayment(
  state: FakeStripeState,
  invoice: Stripe.Invoice,
  card = cardFor(state, invoice),
): string | null {
  const found = paymentOf(state, invoice);
  const { attempted, attempt_count, next_payment_attempt } = invoice;
  invoice.attempted = true;
  invoice.attempt_count += 1;
  const failure = found && (card ? charge(state, found.intent, card) : 'no_card');
  if (failure === null) {
    settle(state, invoice);
    return null;
  }
  planRetry(state, invoice);
  state.emit('invoice.updated', invoice, { attempted, attempt_count, next_payment_attempt });
  state.emit('invoice.payment_failed', invoice);
  if (failure === 'authentication_required') state.emit('invoice.payment_action_required', invoice);
  afterFailure(state, invoice);
  return failure;
}

/** What `invoices.pay` does. @throws StripeRefusal where the card is declined */
export function payInvoice(
  state: FakeStripeState,
  invoice: Stripe.Invoice,
  { card, outOfBand = false }: { card?: string | undefined; outOfBand?: boolean | undefined },
): Stripe.Invoice {
  if (invoice.status === 'draft') finalizeInvoice(state, invoice);
  if (invoice.status === 'paid') throw invalid('Invoice is already paid', 'invoice', 'invoice_already_paid');
  if (invoice.status === 'void') throw invalid('Invoice is void', 'invoice', 'invoice_not_open');
  if (outOfBand) settle(state, invoice);
  else {
    const used = card === undefined ? cardFor(state, invoice) : cardOf(state, card);
    if (!used)
      throw invalid(
        'There is no `default_payment_method` set on this Customer or Invoice. Please set one before paying.',
        'payment_method',
        'invoice_payment_intent_requires_action',
      );
    const failure = attemptPayment(state, invoice, used);
    if (failure !== null) throw declined(failure, paymentOf(state, invoice)?.intent);
  }
  return invoice;
}

function settle(state: FakeStripeState, invoice: Stripe.Invoice): void {
  const at = state.now(String(invoice.customer));
  const found = paymentOf(state, invoice);
  set(invoice, {
    status: 'paid',
    attempted: true,
    auto_advance: false,
    amount_paid: invoice.amount_due,
    amount_remaining: 0,
    next_payment_attempt: null,
  });
  invoice.status_transitions.paid_at = at;
  if (found) {
    const paid = {
      status: 'paid',
      amount_paid: invoice.amount_due,
      status_transitions: { canceled_at: null, paid_at: at },
    };
    set(found.payment, paid);
    state.emit('invoice_payment.paid', found.payment);
  }
  state.emit('invoice.paid', invoice);
  state.emit('invoice.payment_succeeded', invoice);
  const subscription = subscriptionOf(state, invoice);
  if (!subscription || isOver(subscription)) return;
  if (state.resumingInvoices.has(invoice.id)) resumeNow(state, subscription);
  const owesMore = invoicesOf(state, subscription).some(({ status, attempted }) => status === 'open' && attempted);
  const isLatest = subscription.latest_invoice === invoice.id;
  if (['incomplete', 'past_due', 'unpaid'].includes(subscription.status) && (isLatest || !owesMore))
    changeSubscription(state, subscription, { status: 'active' });
}

/** The next attempt, counted from the first one; none where the subscription's first invoice was not paid. */
function planRetry(state: FakeStripeState, invoice: Stripe.Invoice): void {
  const { retryDays } = state.settings;
  const wait = retryDays[invoice.attempt_count - 1];
  const isFirst = subscriptionOf(state, invoice)?.status === 'incomplete';
  const before = invoice.attempt_count > 1 ? (retryDays[invoice.attempt_count - 2] ?? 0) : 0;
  invoice.next_payment_attempt =
    wait === undefined || isFirst || !invoice.auto_advance
      ? null
      : state.now(String(invoice.customer)) + (wait - before) * day;
}

function afterFailure(state: FakeStripeState, invoice: Stripe.Invoice): void {
  const subscription = subscriptionOf(state, invoice);
  if (!subscription || isOver(subscription) || ['incomplete', 'paused'].includes(subscription.status)) return;
  const isLast = invoice.next_payment_attempt === null && invoice.attempt_count > state.settings.retryDays.length;
  if (isLast && state.settings.afterRetries === 'canceled')
    cancelNow(state, subscription, { reason: 'payment_failed' });
  else if (subscription.status !== 'unpaid')
    changeSubscription(state, subscription, { status: isLast ? state.settings.afterRetries : 'past_due' });
  if (isLast) invoice.auto_advance = false;
}
