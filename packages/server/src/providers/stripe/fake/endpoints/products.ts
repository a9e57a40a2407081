import type Stripe from 'stripe';
import { z } from 'zod';
import { defined, remove, set } from '../core/change.ts';
import { Endpoints } from '../core/endpoints.ts';
import { flag, mergeMetadata, metadata } from '../core/form.ts';
import type { FakeStripeState } from '../core/state.ts';
import { invalid, missing } from '../core/stripe-refusal.ts';

const NewProduct = z.looseObject({
  id: z.string().optional(),
  name: z.string(),
  active: flag.default(true),
  description: z.string().optional(),
  metadata,
  statement_descriptor: z.string().optional(),
  tax_code: z.string().optional(),
  unit_label: z.string().optional(),
});
const ChangedProduct = NewProduct.partial().extend({ active: flag.optional(), default_price: z.string().optional() });

export function productEndpoints(state: FakeStripeState): Endpoints {
  return new Endpoints(state)
    .on('post', '/v1/products', NewProduct, (input) => addProduct(state, input))
    .list('/v1/products', state.products)
    .search('/v1/products/search', state.products)
    .retrieve('/v1/products/:id', 'product', state.products)
    .on('post', '/v1/products/:id', ChangedProduct, (input, { at }) => {
      const product = state.products.get(at('id'));
      if (!product) throw missing('product', at('id'));
      set(product, {
        ...defined({
          name: input.name,
          active: input.active,
          default_price: input.default_price,
          description: input.description,
          statement_descriptor: input.statement_descriptor,
          tax_code: input.tax_code,
          unit_label: input.unit_label,
        }),
        metadata: mergeMetadata(product.metadata, input.metadata),
        updated: state.now(),
      });
      state.emit('product.updated', product);
      return product;
    })
    .on('delete', '/v1/products/:id', z.looseObject({}), (_input, { at }) => {
      const product = state.products.get(at('id'));
      if (!product) throw missing('product', at('id'));
      if ([...state.prices.values()].some((price) => price.product === product.id))
        throw invalid('This product cannot be deleted because it has one or more user-created prices.');
      return remove(state, state.products, product, 'product.deleted');
    });
}

export function addProduct(
  state: FakeStripeState,
  input: Partial<z.output<typeof NewProduct>> & { name: string },
): Stripe.Product {
  const id = input.id ?? state.newId('prod');
  if (state.products.has(id)) throw invalid('Product already exists.', 'id', 'resource_already_exists');
  const product: Stripe.Product = {
    id,
    object: 'product',
    active: input.active ?? true,
    created: state.now(),
    default_price: null,
    description: input.description ?? null,
    images: [],
    livemode: state.settings.livemode,
    marketing_features: [],
    metadata: mergeMetadata({}, input.metadata),
    name: input.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: input.statement_descriptor ?? null,
    tax_code: input.tax_code ?? null,
    tax_details: null,
    type: 'service',
    unit_label: input.unit_label ?? null,
    updated: state.now(),
    url: null,
  };
  state.products.set(id, product);
  state.emit('product.created', product);
  return product;
}
