import Stripe from 'stripe';
import { z } from 'zod';
import { defined, set } from '../core/change.ts';
import { Endpoints } from '../core/endpoints.ts';
import { decimal, emptyable, flag, integer, mergeMetadata, metadata, notPlayed } from '../core/form.ts';
import { pageOf, pageQuery } from '../core/lists.ts';
import type { FakeStripeState } from '../core/state.ts';
import { invalid, missing } from '../core/stripe-refusal.ts';
import { addProduct } from './products.ts';

const taxBehavior = z.enum(['exclusive', 'inclusive', 'unspecified']);

const NewPrice = z.looseObject({
  tiers: notPlayed,
  transform_quantity: notPlayed,
  custom_unit_amount: notPlayed,
  currency: z.string(),
  product: z.string().optional(),
  product_data: z.looseObject({ name: z.string(), metadata }).optional(),
  active: flag.default(true),
  unit_amount: integer.optional(),
  unit_amount_decimal: decimal.optional(),
  lookup_key: z.string().optional(),
  transfer_lookup_key: flag.optional(),
  nickname: z.string().optional(),
  metadata,
  tax_behavior: taxBehavior.optional(),
  recurring: z
    .looseObject({
      interval: z.enum(['day', 'week', 'month', 'year']),
      interval_count: integer.default(1),
      usage_type: z.enum(['licensed', 'metered']).default('licensed'),
      meter: z.string().optional(),
      trial_period_days: integer.optional(),
    })
    .optional(),
  currency_options: z
    .record(z.string(), z.looseObject({ unit_amount: integer, tax_behavior: taxBehavior.optional() }))
    .optional(),
});
const ChangedPrice = z.looseObject({
  active: flag.optional(),
  lookup_key: emptyable(z.string()).optional(),
  transfer_lookup_key: flag.optional(),
  nickname: emptyable(z.string()).optional(),
  metadata,
  tax_behavior: taxBehavior.optional(),
});

const PriceQuery = z.object({
  ...pageQuery,
  active: flag.optional(),
  currency: z.string().optional(),
  product: z.string().optional(),
  type: z.string().optional(),
  lookup_keys: z.array(z.string()).max(10).optional(),
});

export function priceEndpoints(state: FakeStripeState): Endpoints {
  return new Endpoints(state)
    .on('post', '/v1/prices', NewPrice, (input) => addPrice(state, input))
    .on('get', '/v1/prices', PriceQuery, (query) => {
      const found = [...state.prices.values()].filter(
        (price) =>
          (query.active === undefined || price.active === query.active) &&
          (query.currency === undefined || price.currency === query.currency) &&
          (query.product === undefined || price.product === query.product) &&
          (query.type === undefined || price.type === query.type) &&
          (query.lookup_keys === undefined || query.lookup_keys.includes(price.lookup_key ?? '')),
      );
      return pageOf(found, query, '/v1/prices');
    })
    .search('/v1/prices/search', state.prices)
    .retrieve('/v1/prices/:id', 'price', state.prices)
    .on('post', '/v1/prices/:id', ChangedPrice, (input, { at }) => changePrice(state, at('id'), input));
}

function addPrice(state: FakeStripeState, input: z.output<typeof NewPrice>): Stripe.Price {
  if (input.product !== undefined && !state.products.has(input.product))
    throw missing('product', input.product, 'product');
  if (input.product === undefined && input.product_data === undefined)
    throw invalid('You must specify either `product` or `product_data` when creating a price.', 'product');
  const amount = input.unit_amount ?? input.unit_amount_decimal ?? null;
  if (amount === null) throw invalid('Missing required param: unit_amount.', 'unit_amount', 'parameter_missing');
  takeLookupKey(state, input.lookup_key, input.transfer_lookup_key);
  const { product = addProduct(state, { ...input.product_data, name: input.product_data?.name ?? '' }).id } = input;
  const option = (unitAmount: number, behavior = input.tax_behavior): Stripe.Price.CurrencyOptions => ({
    custom_unit_amount: null,
    tax_behavior: behavior ?? 'unspecified',
    unit_amount: unitAmount,
    unit_amount_decimal: Stripe.Decimal.from(unitAmount),
  });
  const price: Stripe.Price = {
    id: state.newId('price'),
    object: 'price',
    active: input.active,
    billing_scheme: 'per_unit',
    created: state.now(),
    currency: input.currency,
    currency_options: {
      [input.currency]: option(amount),
      ...Object.fromEntries(
        Object.entries(input.currency_options ?? {}).map(([currency, { unit_amount, tax_behavior }]) => [
          currency,
          option(unit_amount, tax_behavior),
        ]),
      ),
    },
    custom_unit_amount: null,
    livemode: state.settings.livemode,
    lookup_key: input.lookup_key ?? null,
    metadata: mergeMetadata({}, input.metadata),
    nickname: input.nickname ?? null,
    product,
    recurring: input.recurring
      ? {
          interval: input.recurring.interval,
          interval_count: input.recurring.interval_count,
          meter: input.recurring.meter ?? null,
          trial_period_days: input.recurring.trial_period_days ?? null,
          usage_type: input.recurring.usage_type,
        }
      : null,
    tax_behavior: input.tax_behavior ?? 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: input.recurring ? 'recurring' : 'one_time',
    unit_amount: Number.isInteger(amount) ? amount : null,
    unit_amount_decimal: Stripe.Decimal.from(amount),
  };
  state.prices.set(price.id, price);
  state.emit('price.created', price);
  return price;
}

function changePrice(state: FakeStripeState, id: string, input: z.output<typeof ChangedPrice>): Stripe.Price {
  const price = state.prices.get(id);
  if (!price) throw missing('price', id);
  if (input.lookup_key !== price.lookup_key) takeLookupKey(state, input.lookup_key, input.transfer_lookup_key);
  set(price, {
    ...defined({
      active: input.active,
      lookup_key: input.lookup_key,
      nickname: input.nickname,
      tax_behavior: input.tax_behavior,
    }),
    metadata: mergeMetadata(price.metadata, input.metadata),
  });
  state.emit('price.updated', price);
  return price;
}

/** A lookup key belongs to one price; a new price gets it only where it is handed over. */
function takeLookupKey(state: FakeStripeState, key: string | null | undefined, transfer = false): void {
  const holder = key == null ? undefined : [...state.prices.values()].find(({ lookup_key }) => lookup_key === key);
  if (!holder) return;
  if (!transfer)
    throw invalid(
      `A price (\`${holder.id}\`) already uses that lookup key. Use \`transfer_lookup_key=true\` if you want to transfer the lookup key.`,
      'lookup_key',
      'resource_already_exists',
    );
  holder.lookup_key = null;
}
