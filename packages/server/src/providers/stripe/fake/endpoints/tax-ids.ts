import type Stripe from 'stripe';
import { z } from 'zod';
import { remove } from '../core/change.ts';
import { Endpoints } from '../core/endpoints.ts';
import { pageOf, pageQuery } from '../core/lists.ts';
import type { FakeStripeState } from '../core/state.ts';
import { missing, StripeRefusal } from '../core/stripe-refusal.ts';

const NewTaxId = z.looseObject({ type: z.string(), value: z.string() });

export function taxIdEndpoints(state: FakeStripeState): Endpoints {
  const path = '/v1/customers/:customer/tax_ids';
  const known = (customer: string, id: string) => {
    const taxId = state.taxIds.get(id);
    if (taxId?.customer !== customer) throw missing('tax_id', id);
    return taxId;
  };
  return new Endpoints(state)
    .on('post', path, NewTaxId, (input, { at }) => addTaxId(state, at('customer'), input))
    .on('get', path, z.object(pageQuery), (query, { at }) =>
      pageOf(
        [...state.taxIds.values()].filter(({ customer }) => customer === at('customer')),
        query,
        path.replace(':customer', at('customer')),
      ),
    )
    .on('get', `${path}/:id`, z.looseObject({}), (_input, { at }) => known(at('customer'), at('id')))
    .on('delete', `${path}/:id`, z.looseObject({}), (_input, { at }) =>
      remove(state, state.taxIds, known(at('customer'), at('id')), 'customer.tax_id.deleted'),
    );
}

export function addTaxId(
  state: FakeStripeState,
  customer: string,
  { type, value }: z.output<typeof NewTaxId>,
): Stripe.TaxId {
  if (!state.customers.has(customer)) throw missing('customer', customer);
  if (type === 'eu_vat' && !/^[A-Z]{2}[0-9A-Z]{2,13}$/.test(value))
    throw new StripeRefusal({
      status: 400,
      type: 'invalid_request_error',
      code: 'tax_id_invalid',
      param: 'value',
      message: 'Invalid value for eu_vat.',
    });
  const country = type === 'eu_vat' ? value.slice(0, 2) : type.slice(0, 2).toUpperCase();
  const taxId: Stripe.TaxId = {
    id: state.newId('txi'),
    object: 'tax_id',
    country,
    created: state.now(customer),
    customer,
    customer_account: null,
    livemode: state.settings.livemode,
    owner: { customer, customer_account: null, type: 'customer' },
    type,
    value,
    verification: { status: 'verified', verified_address: null, verified_name: null },
  };
  state.taxIds.set(taxId.id, taxId);
  state.emit('customer.tax_id.created', taxId);
  return taxId;
}
