import type Stripe from 'stripe';
import { listOf } from './lists.ts';
import type { FakeStripeState } from './state.ts';
import { invalid } from './stripe-refusal.ts';

/** What an object only has where it was asked for, by its kind and the member's name. */
const included: Record<string, (state: FakeStripeState, id: string) => object | null> = {
  'invoice.payments': (state, id) =>
    listOf(
      [...state.invoicePayments.values()].filter((payment) => payment.invoice === id),
      '/v1/invoice_payments',
    ),
  'invoice.confirmation_secret': (state, id) => confirmationSecret(state, id),
  'price.currency_options': (state, id) => currencyOptions(state.prices.get(id)),
  'checkout.session.line_items': (state, id) =>
    listOf(state.checkoutLines.get(id) ?? [], `/v1/checkout/sessions/${id}/line_items`),
  'customer.subscriptions': (state, id) =>
    listOf(
      [...state.subscriptions.values()].filter(({ customer, status }) => customer === id && status !== 'canceled'),
      `/v1/customers/${id}/subscriptions`,
    ),
  'customer.tax_ids': (state, id) =>
    listOf(
      [...state.taxIds.values()].filter(({ customer }) => customer === id),
      `/v1/customers/${id}/tax_ids`,
    ),
  'customer.sources': (_state, id) => listOf([], `/v1/customers/${id}/sources`),
  'charge.refunds': (state, id) =>
    listOf(
      [...state.refunds.values()].filter(({ charge }) => charge === id),
      `/v1/charges/${id}/refunds`,
    ),
};
const onlyWhenAsked = new Map([['price', 'currency_options']]);

/** By which a front end confirms an invoice's payment. */
function confirmationSecret(state: FakeStripeState, invoice: string): object | null {
  const payment = state.invoiceIndex.paymentOf(invoice);
  const intent = state.paymentIntents.get(String(payment?.payment.payment_intent));
  return intent ? { client_secret: intent.client_secret, type: 'payment_intent' } : null;
}

function currencyOptions(price: Stripe.Price | undefined): object | null {
  return price?.currency_options ?? null;
}

/** An object as it goes over the wire, with what was asked to be expanded. */
export function toWire(state: FakeStripeState, object: object, expand: readonly string[] = []): unknown {
  const wire: unknown = JSON.parse(JSON.stringify(object), (_key, value) => hideUnasked(value));
  for (const path of expand) expandAt(state, wire, path.split('.'), path);
  return wire;
}

function hideUnasked(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('object' in value)) return value;
  const hidden = onlyWhenAsked.get(String(value.object));
  return hidden === undefined ? value : Object.fromEntries(Object.entries(value).filter(([name]) => name !== hidden));
}

function expandAt(state: FakeStripeState, node: unknown, [head, ...rest]: string[], path: string): void {
  if (head === undefined || node === null) return;
  if (Array.isArray(node)) {
    for (const [index, item] of node.entries()) {
      if (typeof item === 'string') node[index] = wireOf(state, item) ?? item;
      expandAt(state, node[index], [head, ...rest], path);
    }
    return;
  }
  if (!isNode(node)) throw invalid(`This property cannot be expanded (${path}).`, 'expand');
  const known = node[head];
  if (known === undefined) node[head] = includedIn(state, node, head, path);
  else if (typeof known === 'string') node[head] = wireOf(state, known) ?? cannotExpand(path);
  else if (rest.length === 0 && Array.isArray(known))
    node[head] = known.map((item) => (typeof item === 'string' ? (wireOf(state, item) ?? item) : item));
  expandAt(state, node[head], rest, path);
}

const isNode = (node: unknown): node is Record<string, unknown> => typeof node === 'object' && node !== null;

const cannotExpand = (path: string): never => {
  throw invalid(`This property cannot be expanded (${path}).`, 'expand');
};

function includedIn(state: FakeStripeState, node: Record<string, unknown>, head: string, path: string): unknown {
  const include = included[`${node.object}.${head}`];
  if (include) {
    const found = include(state, String(node.id));
    return found && toWire(state, found);
  }
  // A deleted object has nothing to expand.
  return node.deleted === true ? undefined : cannotExpand(path);
}

function wireOf(state: FakeStripeState, id: string): unknown {
  const found = state.find(id);
  return found && toWire(state, found);
}
