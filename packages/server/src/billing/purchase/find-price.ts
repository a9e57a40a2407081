import { type BillingInterval, lookupKeyOf, type PlanTier } from '@songtrackpro/contracts';
import type Stripe from 'stripe';
import { AppError } from '../../core/app-error.ts';

/** The price of a plan, by its name. */
export async function findPrice(stripe: Stripe, tier: PlanTier, interval: BillingInterval): Promise<Stripe.Price> {
  const lookupKey = lookupKeyOf(tier, interval);
  const { data } = await stripe.prices.list({ lookup_keys: [lookupKey], active: true, limit: 1 });
  const [price] = data;
  if (price) return price;
  const message = `The account at Stripe has no price ${lookupKey}. The operator makes it with songtrackpro billing sync-catalog.`;
  throw new AppError('conflict', { message, details: { lookupKey } });
}
