import type Stripe from 'stripe';
import { z } from 'zod';
import { attachCard, newCard } from '../billing/cards.ts';
import { change } from '../core/change.ts';
import { Endpoints } from '../core/endpoints.ts';
import { integer, mergeMetadata, metadata } from '../core/form.ts';
import { pageOf, pageQuery } from '../core/lists.ts';
import type { FakeStripeState } from '../core/state.ts';
import { invalid, missing } from '../core/stripe-refusal.ts';

const Card = z.looseObject({
  token: z.string().optional(),
  exp_month: integer.optional(),
  exp_year: integer.optional(),
});
const NewMethod = z.looseObject({ type: z.literal('card'), card: Card, metadata });
const ChangedMethod = z.looseObject({ card: Card.optional(), metadata });
const MethodQuery = z.object({ ...pageQuery, customer: z.string().optional(), type: z.string().optional() });

export function paymentMethodEndpoints(state: FakeStripeState): Endpoints {
  const methodAt = (id: string) => {
    const method = state.paymentMethods.get(id);
    if (!method) throw missing('PaymentMethod', id);
    return method;
  };
  const customerOf = (id: string) => {
    const customer = state.customers.get(id);
    if (!customer) throw missing('customer', id, 'customer');
    return customer;
  };
  const methodsOf = (customer: string, query: z.output<typeof MethodQuery>, url: string) => {
    customerOf(customer);
    return pageOf(
      [...state.paymentMethods.values()].filter(
        (method) => method.customer === customer && (query.type === undefined || method.type === query.type),
      ),
      query,
      url,
    );
  };
  return new Endpoints(state)
    .on('post', '/v1/payment_methods', NewMethod, ({ card }) => {
      if (card.token === undefined) throw invalid('Cards are given by a test token, as tok_visa.', 'card[token]');
      return newCard(state, card.token.replace(/^tok_/, ''), expiryOf(card));
    })
    .on('get', '/v1/payment_methods', MethodQuery, (query) => {
      if (query.customer === undefined) throw invalid('Missing required param: customer.', 'customer');
      return methodsOf(query.customer, query, '/v1/payment_methods');
    })
    .on('get', '/v1/customers/:id/payment_methods', MethodQuery, (query, { at }) =>
      methodsOf(at('id'), query, `/v1/customers/${at('id')}/payment_methods`),
    )
    .on('get', '/v1/customers/:customer/payment_methods/:id', z.looseObject({}), (_input, { at }) => methodAt(at('id')))
    .retrieve('/v1/payment_methods/:id', 'PaymentMethod', state.paymentMethods)
    .on('post', '/v1/payment_methods/:id', ChangedMethod, (input, { at }) => {
      const method = methodAt(at('id'));
      const changes: Partial<Stripe.PaymentMethod> = { metadata: mergeMetadata(method.metadata ?? {}, input.metadata) };
      const { exp_month = method.card?.exp_month, exp_year = method.card?.exp_year } = input.card ?? {};
      if (method.card && exp_month !== undefined && exp_year !== undefined)
        changes.card = { ...method.card, exp_month, exp_year };
      const previous = change(method, changes);
      if (previous) state.emit('payment_method.updated', method, previous);
      return method;
    })
    .on('post', '/v1/payment_methods/:id/attach', z.looseObject({ customer: z.string() }), (input, { at }) =>
      attachCard(state, at('id'), customerOf(input.customer)),
    )
    .on('post', '/v1/payment_methods/:id/detach', z.looseObject({}), (_input, { at }) =>
      detachCard(state, methodAt(at('id'))),
    );
}

/** Takes a card from its customer, and from where it was the default. */
function detachCard(state: FakeStripeState, method: Stripe.PaymentMethod): Stripe.PaymentMethod {
  const customer = typeof method.customer === 'string' ? state.customers.get(method.customer) : undefined;
  if (!customer)
    throw invalid('The payment method you provided is not attached to a customer so detachment is impossible.');
  if (customer.invoice_settings.default_payment_method === method.id)
    customer.invoice_settings.default_payment_method = null;
  for (const subscription of state.subscriptions.values())
    if (subscription.default_payment_method === method.id) subscription.default_payment_method = null;
  method.customer = null;
  state.emit('payment_method.detached', method, { customer: customer.id });
  return method;
}

function expiryOf({ exp_month: month, exp_year: year }: z.output<typeof Card>) {
  return month !== undefined && year !== undefined ? { month, year } : undefined;
}
