import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type Stripe from 'stripe';
import { attachCard, checkAttachable, declined, declineOf, newCard } from '../billing/cards.ts';
import { createSubscription } from '../billing/create-subscription.ts';
import { display } from '../billing/lines.ts';
import { set } from '../core/change.ts';
import type { FakeStripeState } from '../core/state.ts';
import { StripeRefusal } from '../core/stripe-refusal.ts';
import type { Purchase } from '../endpoints/checkout.ts';
import { addCustomer } from '../endpoints/customers.ts';
import { addTaxId } from '../endpoints/tax-ids.ts';
import { buttons, cardButtons, page } from './page.ts';

/** Where a person pays for a subscription, or leaves. */
export function checkoutPages(state: FakeStripeState, purchases: ReadonlyMap<string, Purchase>): Hono {
  const pages = new Hono();
  pages.get('/c/pay/:id', (c) => show(state, c));
  pages.post('/c/pay/:id', async (c) => {
    const session = state.checkoutSessions.get(c.req.param('id'));
    const form = new URLSearchParams(await c.req.text());
    const purchase = session && purchases.get(session.id);
    if (session?.status !== 'open' || !purchase) return show(state, c);
    try {
      complete(state, session, purchase, form);
    } catch (error) {
      if (error instanceof StripeRefusal) return show(state, c, error.message);
      throw error;
    }
    return c.redirect((session.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', session.id), 303);
  });
  return pages;
}

function show(state: FakeStripeState, c: Context, refusal?: string): Response | Promise<Response> {
  const session = state.checkoutSessions.get(c.req.param('id') ?? '');
  if (!session) return c.html(page('Something went wrong', html`<p>There is no such checkout.</p>`), 404);
  if (session.status !== 'open')
    return c.html(page('You’re all done here', html`<p>This checkout is ${session.status}.</p>`), 410);
  const lines = state.checkoutLines.get(session.id) ?? [];
  const choices =
    session.amount_total === 0 && session.payment_method_collection === 'if_required'
      ? { ...cardButtons, none: 'Start without a card' }
      : cardButtons;
  const body = html`${refusal === undefined ? '' : html`<p class="refused">${refusal}</p>`}
    <ul>${lines.map((line) => html`<li>${line.quantity} × ${line.description}, ${display(line.amount_total, line.currency)} / ${line.price?.recurring?.interval}</li>`)}</ul>
    <p>Due today: ${display(session.amount_total ?? 0, session.currency ?? 'usd')}</p>
    ${buttons(`/c/pay/${session.id}`, 'card', choices)}
    ${session.cancel_url === null ? '' : html`<p><a href="${session.cancel_url}">Back</a></p>`}`;
  return c.html(page('Subscribe', body), refusal === undefined ? 200 : 402);
}

function complete(
  state: FakeStripeState,
  session: Stripe.Checkout.Session,
  purchase: Purchase,
  form: URLSearchParams,
): void {
  const name = form.get('card') ?? 'visa';
  const card = name === 'none' ? null : newCard(state, name);
  const paysNow = (session.amount_total ?? 0) > 0;
  const decline = card && declineOf(state, card);
  // A payment that fails in front of the person makes nothing: the session stays open for another card.
  if (decline != null && paysNow && decline !== 'authentication_required') throw declined(decline);
  if (card === null && (paysNow || session.payment_method_collection !== 'if_required'))
    throw declined('incorrect_number');
  if (card) checkAttachable(state, card);
  const customer = customerFor(state, session, form);
  if (card) attachCard(state, card.id, customer);
  // Answered in the page by the person.
  if (card && decline === 'authentication_required') state.declines.delete(card.id);
  const { data } = purchase;
  const now = state.now(customer.id);
  const subscription = createSubscription(state, {
    customer,
    items: purchase.items,
    currency: session.currency ?? undefined,
    card: card?.id ?? null,
    metadata: Object.fromEntries(Object.entries(data.metadata ?? {})),
    description: data.description,
    discounts: discountsOf(state, purchase, form),
    trialEnd: data.trial_period_days === undefined ? data.trial_end : now + data.trial_period_days * 86_400,
    missingCard: data.trial_settings?.end_behavior.missing_payment_method,
    automaticTax: session.automatic_tax.enabled,
    taxRates: data.default_tax_rates,
    session: session.id,
  });
  const invoice = state.invoices.get(String(subscription.latest_invoice));
  set(session, {
    customer: customer.id,
    customer_details: {
      address: customer.address ?? null,
      business_name: null,
      email: customer.email,
      individual_name: null,
      name: customer.name ?? null,
      phone: null,
      tax_exempt: 'none',
      tax_ids: [],
    },
    amount_total: invoice?.total ?? 0,
    invoice: invoice?.id ?? null,
    payment_status: (invoice?.total ?? 0) > 0 ? 'paid' : 'no_payment_required',
    status: 'complete',
    subscription: subscription.id,
    total_details: {
      amount_discount: sum(invoice?.total_discount_amounts),
      amount_shipping: 0,
      amount_tax: sum(invoice?.total_taxes),
    },
    url: null,
  });
  state.emit('checkout.session.completed', session);
}

const sum = (amounts: readonly { amount: number }[] | null | undefined) =>
  (amounts ?? []).reduce((total, { amount }) => total + amount, 0);

function customerFor(state: FakeStripeState, session: Stripe.Checkout.Session, form: URLSearchParams): Stripe.Customer {
  const known = state.customers.get(String(session.customer));
  const email = form.get('email') ?? session.customer_email ?? undefined;
  const customer = known ?? addCustomer(state, { email });
  const country = form.get('country');
  const nowhere = { city: null, line1: null, line2: null, postal_code: null, state: null };
  if (country !== null) customer.address = { ...nowhere, ...customer.address, country };
  const taxId = form.get('tax_id');
  if (taxId !== null && session.tax_id_collection?.enabled)
    addTaxId(state, customer.id, { type: 'eu_vat', value: taxId });
  return customer;
}

function discountsOf(state: FakeStripeState, purchase: Purchase, form: URLSearchParams) {
  const typed = form.get('promotion_code');
  const code = [...state.promotionCodes.values()].find((each) => each.code === typed && each.active);
  return code ? [{ promotion_code: code.id }] : purchase.discounts;
}
