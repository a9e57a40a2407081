import {
  type BillingInterval,
  billingIntervals,
  lookupKeyOf,
  type PlanTier,
  planCurrency,
  plans,
  planTiers,
} from '@songtrackpro/contracts';
import type Stripe from 'stripe';
import { syncMeters } from '../metering/meters.ts';

/** What was found or done for one product or price. */
export interface CatalogStep {
  what: string;
  done: 'made' | 'changed' | 'left';
}

const productIdOf = (tier: PlanTier): string => `songtrackpro_${tier}`;

const soldTiers = planTiers.filter((tier) => plans[tier].prices !== null);

async function findProduct(stripe: Stripe, id: string): Promise<Stripe.Product | null> {
  try {
    return await stripe.products.retrieve(id);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'resource_missing') return null;
    throw error;
  }
}

async function syncProduct(stripe: Stripe, tier: PlanTier): Promise<CatalogStep> {
  const id = productIdOf(tier);
  const name = `SongTrackPro ${plans[tier].name}`;
  const product = await findProduct(stripe, id);
  if (product === null) {
    await stripe.products.create({ id, name, metadata: { tier } });
    return { what: id, done: 'made' };
  }
  if (product.name === name && product.active) return { what: id, done: 'left' };
  await stripe.products.update(id, { name, active: true });
  return { what: id, done: 'changed' };
}

async function syncPrice(stripe: Stripe, tier: PlanTier, interval: BillingInterval): Promise<CatalogStep> {
  const lookupKey = lookupKeyOf(tier, interval);
  const amount = plans[tier].prices?.[interval] ?? 0;
  const [price] = (await stripe.prices.list({ lookup_keys: [lookupKey], limit: 1 })).data;
  const isRight =
    price?.active === true && price.unit_amount === amount && price.currency === planCurrency.toLowerCase();
  if (isRight) return { what: lookupKey, done: 'left' };
  // A price's amount can't be changed: the name goes to a new one, and whoever has the old one keeps it.
  await stripe.prices.create({
    product: productIdOf(tier),
    currency: planCurrency.toLowerCase(),
    unit_amount: amount,
    recurring: { interval },
    lookup_key: lookupKey,
    transfer_lookup_key: true,
  });
  return { what: lookupKey, done: price ? 'changed' : 'made' };
}

/** Brings products, prices and meters of an account to what the plans say; the second time there is nothing to do. */
export async function syncCatalog(stripe: Stripe): Promise<CatalogStep[]> {
  const steps: CatalogStep[] = [];
  for (const tier of soldTiers) {
    steps.push(await syncProduct(stripe, tier));
    for (const interval of billingIntervals) steps.push(await syncPrice(stripe, tier, interval));
  }
  return [...steps, ...(await syncMeters(stripe))];
}
