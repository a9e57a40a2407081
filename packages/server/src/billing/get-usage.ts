import { type contract, type LimitUse, planResources } from '@songtrackpro/contracts';
import { countPlanResource, countTeam, findStanding, monthOf, readMonthlyUse } from '@songtrackpro/db';
import type { Context } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { allowedOf, planOf } from '../core/limits/plan-room.ts';

async function usedOf({ tx, now }: Context, resource: LimitUse['resource']): Promise<number> {
  if (resource === 'eventsPerMonth') return readMonthlyUse(tx, 'events', now);
  if (resource !== 'members') return countPlanResource(tx, resource);
  const { members, pending } = await countTeam(tx, now);
  return members + pending;
}

export const getUsage: Verb<typeof contract.billing.getUsage> = async (ctx) => {
  const items: LimitUse[] = [];
  for (const resource of planResources) {
    items.push({
      resource,
      used: await usedOf(ctx, resource),
      allowed: await allowedOf(ctx, resource),
      resetsAt: resource === 'eventsPerMonth' ? monthOf(ctx.now).to.toISOString() : null,
    });
  }
  return { plan: planOf(ctx, await findStanding(ctx.tx)), items, asOf: ctx.now.toISOString() };
};
