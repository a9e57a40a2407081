import type Stripe from 'stripe';
import { z } from 'zod';
import { attachCard } from '../billing/cards.ts';
import { cancelNow } from '../billing/end-subscription.ts';
import { change, defined, remove, set } from '../core/change.ts';
import { Endpoints } from '../core/endpoints.ts';
import { emptyable, integer, mergeMetadata, metadata } from '../core/form.ts';
import type { FakeStripeState } from '../core/state.ts';
import { invalid, missing } from '../core/stripe-refusal.ts';
import { addTaxId } from './tax-ids.ts';

const text = emptyable(z.string()).optional();
const Address = z.looseObject({
  city: text,
  country: text,
  line1: text,
  line2: text,
  postal_code: text,
  state: text,
});
const NewCustomer = z.looseObject({
  email: text,
  name: text,
  phone: text,
  description: text,
  address: emptyable(Address).optional(),
  balance: integer.optional(),
  tax_exempt: emptyable(z.enum(['none', 'exempt', 'reverse'])).optional(),
  preferred_locales: z.array(z.string()).optional(),
  payment_method: z.string().optional(),
  test_clock: z.string().optional(),
  invoice_settings: z.looseObject({ default_payment_method: text, footer: text }).optional(),
  tax_id_data: z.array(z.object({ type: z.string(), value: z.string() })).optional(),
  metadata,
});
type Input = z.output<typeof NewCustomer>;

export function customerEndpoints(state: FakeStripeState): Endpoints {
  const customerAt = (id: string) => {
    const customer = state.customers.get(id);
    if (!customer) throw missing('customer', id);
    return customer;
  };
  return new Endpoints(state)
    .on('post', '/v1/customers', NewCustomer, (input) => addCustomer(state, input))
    .list('/v1/customers', state.customers, ['email', 'test_clock'])
    .search('/v1/customers/search', state.customers)
    .retrieve('/v1/customers/:id', 'customer', state.customers)
    .on('post', '/v1/customers/:id', NewCustomer, (input, { at }) => {
      const customer = customerAt(at('id'));
      const previous = change(customer, changes(state, customer, input));
      if (previous) state.emit('customer.updated', customer, previous);
      return customer;
    })
    .on('delete', '/v1/customers/:id', z.looseObject({}), (_input, { at }) => {
      const customer = customerAt(at('id'));
      for (const subscription of state.subscriptions.values())
        if (subscription.customer === customer.id && subscription.ended_at === null) cancelNow(state, subscription);
      return remove(state, state.customers, customer, 'customer.deleted');
    });
}

export function addCustomer(state: FakeStripeState, input: Input): Stripe.Customer {
  if (input.test_clock !== undefined && !state.testClocks.has(input.test_clock))
    throw missing('test clock', input.test_clock, 'test_clock');
  const id = state.newId('cus');
  const customer: Stripe.Customer = {
    id,
    object: 'customer',
    address: null,
    balance: 0,
    created: state.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: id.slice(-8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: state.settings.livemode,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: input.test_clock ?? null,
  };
  state.customers.set(id, customer);
  customer.created = state.now(id);
  if (input.payment_method !== undefined) attachCard(state, input.payment_method, customer);
  set(customer, changes(state, customer, input));
  state.emit('customer.created', customer);
  for (const taxId of input.tax_id_data ?? []) addTaxId(state, id, taxId);
  return customer;
}

function changes(state: FakeStripeState, customer: Stripe.Customer, input: Input): Partial<Stripe.Customer> {
  const asDefault = input.invoice_settings?.default_payment_method;
  if (asDefault != null && state.paymentMethods.get(asDefault)?.customer !== customer.id)
    throw missing('payment_method', asDefault, 'invoice_settings[default_payment_method]');
  if (input.balance !== undefined && Number.isNaN(input.balance)) throw invalid('Invalid integer', 'balance');
  return {
    ...defined({
      email: input.email,
      name: input.name,
      phone: input.phone,
      description: input.description,
      balance: input.balance,
      tax_exempt: input.tax_exempt,
      preferred_locales: input.preferred_locales,
    }),
    ...(input.address !== undefined && { address: input.address && addressOf(input.address) }),
    ...(input.invoice_settings !== undefined && {
      invoice_settings: {
        ...customer.invoice_settings,
        ...defined({ default_payment_method: asDefault, footer: input.invoice_settings.footer }),
      },
    }),
    metadata: mergeMetadata(customer.metadata, input.metadata),
  };
}

function addressOf(given: z.output<typeof Address>): Stripe.Address {
  const { city = null, country = null, line1 = null, line2 = null, postal_code = null, state = null } = given;
  return { city, country, line1, line2, postal_code, state };
}
