import {
  billingIntervals,
  type contract,
  lookupKeyOf,
  type Plan,
  type PlanTier,
  planCurrency,
  plans,
  planTiers,
} from '@songtrackpro/contracts';
import { findStanding } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { planOf } from '../core/limits/plan-room.ts';

function toPlan(tier: PlanTier): Plan {
  const { name, prices, trialDays, limits, historyDays, pointsPerMinute } = plans[tier];
  const sold = billingIntervals.flatMap((interval) =>
    prices === null
      ? []
      : [
          {
            interval,
            amountMinor: prices[interval],
            currency: planCurrency,
            lookupKey: lookupKeyOf(tier, interval),
          },
        ],
  );
  return { tier, name, prices: sold, trialDays, limits: { ...limits }, historyDays, pointsPerMinute };
}

export const listPlans: Verb<typeof contract.billing.listPlans> = async (ctx) => ({
  items: planTiers.map(toPlan),
  current: planOf(ctx, await findStanding(ctx.tx)),
});
