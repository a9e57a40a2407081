import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type Stripe from 'stripe';
import { attachCard, newCard } from '../billing/cards.ts';
import { display } from '../billing/lines.ts';
import { payInvoice } from '../billing/pay-invoice.ts';
import type { FakeStripeState } from '../core/state.ts';
import { StripeRefusal } from '../core/stripe-refusal.ts';
import { buttons, cardButtons, page } from './page.ts';
import { textPdf } from './pdf.ts';

/** An invoice as its customer sees it, and as a file. */
export function invoicePages(state: FakeStripeState): Hono {
  const pages = new Hono();
  pages.get('/i/:id', (c) => show(state, c));
  pages.get('/i/:id/pdf', (c) => {
    const invoice = state.invoices.get(c.req.param('id'));
    if (!invoice || invoice.number === null) return c.text('There is no such invoice.', 404);
    return c.body(new Uint8Array(textPdf(text(invoice))), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="Invoice-${invoice.number}.pdf"`,
    });
  });
  pages.post('/i/:id', async (c) => {
    const invoice = state.invoices.get(c.req.param('id'));
    const customer = state.customers.get(String(invoice?.customer));
    if (!invoice || !customer) return show(state, c);
    const name = new URLSearchParams(await c.req.text()).get('card') ?? 'visa';
    try {
      const card = attachCard(state, newCard(state, name).id, customer);
      if (name === 'authenticationRequired') state.declines.delete(card.id);
      payInvoice(state, invoice, { card: card.id });
    } catch (error) {
      if (error instanceof StripeRefusal) return show(state, c, error.message);
      throw error;
    }
    return c.redirect(invoice.hosted_invoice_url ?? '/', 303);
  });
  return pages;
}

function show(state: FakeStripeState, c: Context, refusal?: string): Response | Promise<Response> {
  const invoice = state.invoices.get(c.req.param('id') ?? '');
  if (!invoice || invoice.number === null)
    return c.html(page('Something went wrong', html`<p>There is no such invoice.</p>`), 404);
  const body = html`${refusal === undefined ? '' : html`<p class="refused">${refusal}</p>`}
    ${text(invoice).map((line) => html`<p>${line}</p>`)}
    <p><a href="${invoice.invoice_pdf}">Download</a></p>
    ${invoice.status === 'open' ? buttons(`/i/${invoice.id}`, 'card', cardButtons) : ''}`;
  return c.html(page(`Invoice ${invoice.number}`, body), refusal === undefined ? 200 : 402);
}

function text(invoice: Stripe.Invoice): string[] {
  const money = (amount: number) => `${display(amount, invoice.currency)} ${invoice.currency.toUpperCase()}`;
  return [
    `Invoice ${invoice.number}`,
    `Status ${invoice.status}`,
    ...invoice.lines.data.map((line) => `${line.description}: ${money(line.amount)}`),
    `Tax: ${money((invoice.total_taxes ?? []).reduce((sum, { amount }) => sum + amount, 0))}`,
    `Total: ${money(invoice.total)}`,
    `Amount due: ${money(invoice.amount_remaining)}`,
  ];
}
