import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type Stripe from 'stripe';
import { attachCard, newCard } from '../billing/cards.ts';
import { updateSubscription } from '../billing/change-subscription.ts';
import { display, productName } from '../billing/lines.ts';
import { pauseSubscription, resumeSubscription } from '../billing/pause-subscription.ts';
import { isOver } from '../billing/subscription-status.ts';
import { change } from '../core/change.ts';
import type { FakeStripeState } from '../core/state.ts';
import { invalid, StripeRefusal } from '../core/stripe-refusal.ts';
import { buttons, cardButtons, page } from './page.ts';

/** Where a customer changes the card, the plan, or leaves. */
export function portalPages(state: FakeStripeState): Hono {
  const pages = new Hono();
  pages.get('/p/session/:id', (c) => show(state, c));
  pages.post('/p/session/:id', async (c) => {
    const session = state.portalSessions.get(c.req.param('id'));
    if (!session) return show(state, c);
    try {
      for (const [what, value] of new URLSearchParams(await c.req.text())) act(state, session, what, value);
    } catch (error) {
      if (error instanceof StripeRefusal) return show(state, c, error.message);
      throw error;
    }
    return c.redirect(session.flow?.after_completion.redirect?.return_url ?? session.url, 303);
  });
  return pages;
}

function act(state: FakeStripeState, session: Stripe.BillingPortal.Session, what: string, value: string): void {
  if (what === 'card') {
    changeCard(state, session.customer, value);
    return;
  }
  const subscription = current(state, session);
  if (!subscription) throw invalid('There is no subscription.');
  const set = (changes: Partial<Parameters<typeof updateSubscription>[2]>) =>
    updateSubscription(state, subscription, { proration_behavior: 'create_prorations', ...changes });
  if (what === 'price') set({ items: [{ id: subscription.items.data[0]?.id, price: value, metadata: undefined }] });
  else if (value === 'confirm') set({ items: confirmedItems(session) });
  else if (value === 'cancel') set({ cancel_at_period_end: true });
  else if (value === 'keep') set({ cancel_at_period_end: false });
  else if (value === 'pause') pauseSubscription(state, subscription);
  else if (value === 'resume')
    resumeSubscription(state, subscription, { anchor: 'now', on: 'resume_on_payment_attempt' });
}

/** What a session was made to have confirmed. */
function confirmedItems({ flow }: Stripe.BillingPortal.Session) {
  return (flow?.subscription_update_confirm?.items ?? []).map(({ id, price }) => ({
    id: id ?? undefined,
    price: price ?? undefined,
    metadata: undefined,
  }));
}

/** The new card becomes the default, for the customer and for what has a card of its own. */
function changeCard(state: FakeStripeState, customerId: string, name: string): void {
  const customer = state.customers.get(customerId);
  if (!customer) throw invalid('There is no such customer.');
  const card = attachCard(state, newCard(state, name).id, customer);
  const previous = change(customer, {
    invoice_settings: { ...customer.invoice_settings, default_payment_method: card.id },
  });
  if (previous) state.emit('customer.updated', customer, previous);
  for (const subscription of state.subscriptions.values()) {
    if (subscription.customer !== customerId || isOver(subscription)) continue;
    const before = change(subscription, { default_payment_method: card.id });
    if (before) state.emit('customer.subscription.updated', subscription, before);
  }
}

function current(state: FakeStripeState, session: Stripe.BillingPortal.Session): Stripe.Subscription | undefined {
  return [...state.subscriptions.values()].findLast(
    (subscription) => subscription.customer === session.customer && !isOver(subscription),
  );
}

function show(state: FakeStripeState, c: Context, refusal?: string): Response | Promise<Response> {
  const session = state.portalSessions.get(c.req.param('id') ?? '');
  if (!session) return c.html(page('Something went wrong', html`<p>There is no such session.</p>`), 404);
  const subscription = current(state, session);
  const customer = state.customers.get(session.customer);
  const card = state.paymentMethods.get(
    String(subscription?.default_payment_method ?? customer?.invoice_settings.default_payment_method),
  )?.card;
  const action = `/p/session/${session.id}`;
  const body = html`${refusal === undefined ? '' : html`<p class="refused">${refusal}</p>`}
    ${session.flow?.subscription_update_confirm ? buttons(action, 'plan', { confirm: 'Confirm the change' }) : ''}
    ${subscription ? plan(state, subscription, action) : html`<p>There is no subscription.</p>`}
    <h2>Card</h2>
    <p>${card ? `${card.brand} ending in ${card.last4}, until ${card.exp_month}/${card.exp_year}` : 'None'}</p>
    ${buttons(action, 'card', cardButtons)}
    <h2>Invoices</h2>
    <ul>${[...state.invoices.values()]
      .filter((invoice) => invoice.customer === session.customer && invoice.number !== null)
      .map(
        (invoice) =>
          html`<li><a href="${invoice.hosted_invoice_url}">${invoice.number}</a> ${display(invoice.total, invoice.currency)} ${invoice.status}</li>`,
      )}</ul>
    ${session.return_url === null ? '' : html`<p><a href="${session.return_url}">Back</a></p>`}`;
  return c.html(page('Billing', body), refusal === undefined ? 200 : 402);
}

function plan(state: FakeStripeState, subscription: Stripe.Subscription, action: string) {
  const [item] = subscription.items.data;
  const others = [...state.prices.values()].filter(
    ({ active, type, id }) => active && type === 'recurring' && id !== item?.price.id,
  );
  const choices = Object.fromEntries(
    others.map((price) => [
      price.id,
      `${productName(state, price)}, ${display(price.unit_amount ?? 0, price.currency)} / ${price.recurring?.interval}`,
    ]),
  );
  const stops = subscription.cancel_at_period_end
    ? { keep: 'Keep the plan' }
    : { cancel: 'Cancel at the end of the period' };
  const pauses = subscription.status === 'paused' ? { resume: 'Resume' } : { pause: 'Pause' };
  return html`<p>${item ? productName(state, item.price) : ''}, ${subscription.status}</p>
    ${buttons(action, 'price', choices)}
    ${buttons(action, 'plan', { ...stops, ...pauses })}`;
}
