import { accessOf, type contract } from '@songtrackpro/contracts';
import { findSubscription, standingOf, toSubscription } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { planOf } from '../core/limits/plan-room.ts';

export const getSubscription: Verb<typeof contract.billing.getSubscription> = async (ctx) => {
  const row = await findSubscription(ctx.tx);
  const standing = row && standingOf(row);
  // A row of the free plan holds the customer at Stripe, and no subscription.
  const subscribed = row !== null && row.tier !== 'free';
  return {
    plan: planOf(ctx, standing),
    access: standing !== null && subscribed ? accessOf(standing, ctx.now) : 'none',
    subscription: subscribed ? toSubscription(row) : null,
    sold: ctx.services.billing.stripe !== null,
  };
};
