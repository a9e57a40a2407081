import { type contract, type LimitUse, planResources } from '@songtrackpro/contracts';
import {
  countTeam,
  findSubscription,
  monthOf,
  readMonthlyUse,
  readPlanUse,
  type Span,
  type SubscriptionRow,
  standingOf,
  sumMetered,
  type UsageMeter,
} from '@songtrackpro/db';
import type { Context } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { allowedBy, planOf } from '../core/limits/plan-room.ts';

async function usedOf({ tx, now }: Context, resource: LimitUse['resource']): Promise<number> {
  if (resource === 'eventsPerMonth') return readMonthlyUse(tx, 'events', now);
  if (resource !== 'members') return readPlanUse(tx, resource);
  const { members, pending } = await countTeam(tx, now);
  return members + pending;
}

/** The period that is billed; without one that runs, the month. */
function periodOf({ now }: Context, row: SubscriptionRow | null): Span {
  const [from, to] = [row?.currentPeriodStart ?? null, row?.currentPeriodEnd ?? null];
  const runs = from !== null && to !== null && Date.parse(from) <= now.getTime() && now.getTime() < Date.parse(to);
  return runs ? { from: new Date(from), to: new Date(to) } : monthOf(now);
}

export const getUsage: Verb<typeof contract.billing.getUsage> = async (ctx) => {
  const row = await findSubscription(ctx.tx);
  const standing = row && standingOf(row);
  const items: LimitUse[] = [];
  for (const resource of planResources) {
    items.push({
      resource,
      used: await usedOf(ctx, resource),
      allowed: allowedBy(ctx, standing, resource),
      resetsAt: resource === 'eventsPerMonth' ? monthOf(ctx.now).to.toISOString() : null,
    });
  }
  const period = periodOf(ctx, row);
  const metered: { meter: UsageMeter; quantity: number }[] = [];
  for (const meter of ['events', 'api_requests'] as const)
    metered.push({ meter, quantity: await sumMetered(ctx.tx, meter, period) });
  return {
    plan: planOf(ctx, standing),
    items,
    metered,
    periodStart: period.from.toISOString(),
    periodEnd: period.to.toISOString(),
    asOf: ctx.now.toISOString(),
  };
};
