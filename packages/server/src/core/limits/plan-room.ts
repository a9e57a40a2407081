import {
  accessOf,
  type PlanResource,
  type PlanTier,
  planResourceNames,
  plans,
  planWithHistory,
  planWithRoom,
} from '@songtrackpro/contracts';
import {
  findStanding,
  holdMonthlyUse,
  holdPlanGrowth,
  type StandingResource,
  type SubscriptionStanding,
} from '@songtrackpro/db';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';

type Asking = Pick<Context, 'services' | 'tx' | 'now'>;

/** The plan whose limits hold: the subscription's while it gives anything, else that of organizations without one. */
export function planOf(
  { services, now }: Pick<Asking, 'services' | 'now'>,
  subscription: SubscriptionStanding | null,
): PlanTier {
  const gives = subscription !== null && subscription.tier !== 'free' && accessOf(subscription, now) !== 'none';
  return gives ? subscription.tier : services.billing.defaultPlan;
}

/** How much an organization with the subscription may have; null for any number. */
export function allowedBy(
  ctx: Pick<Asking, 'services' | 'now'>,
  subscription: SubscriptionStanding | null,
  resource: PlanResource,
): number | null {
  const { memberLimit } = ctx.services;
  if (resource === 'members' && memberLimit !== undefined) return memberLimit === 0 ? null : memberLimit;
  return plans[planOf(ctx, subscription)].limits[resource];
}

/** How much the transaction's organization may have; null for any number. */
export const allowedOf = async (ctx: Asking, resource: PlanResource): Promise<number | null> =>
  allowedBy(ctx, await findStanding(ctx.tx), resource);

/** What there would be of a thing beyond what the plan allows. */
export interface Overflow {
  limit: number;
  /** What there is without it. */
  used: number;
  needed: number;
  /** The installation's own limit, in place of every plan's: no plan changes it. */
  ofInstallation?: boolean;
}

const planFor = (resource: PlanResource, { needed, ofInstallation = false }: Overflow) =>
  ofInstallation ? null : planWithRoom(resource, needed);

/** Where the transaction made more of a thing than there is room for; until it ends nobody else uses that up. */
export async function findOverflow(
  ctx: Pick<Asking, 'tx'>,
  resource: StandingResource,
  limit: number,
): Promise<Overflow | null> {
  const growth = await holdPlanGrowth(ctx.tx, resource);
  if (growth === null || growth.used <= limit) return null;
  return { limit, used: growth.used - growth.grown, needed: growth.used };
}

/** The limit, the use and the plan that has room, in a sentence each. */
export function overflowSentences(resource: PlanResource, overflow: Overflow): string {
  const { limit, used, needed, ofInstallation = false } = overflow;
  const number = (count: number) => count.toLocaleString('en-US');
  const larger = planFor(resource, overflow);
  const way = larger === null ? 'No plan has room for that.' : `The plan ${plans[larger].name} has room for that.`;
  return `The ${ofInstallation ? 'installation' : 'plan'} allows ${number(limit)} ${planResourceNames[resource]}; ${number(used)} are there, and this would make ${number(needed)}. ${way}`;
}

/** The refusal that names the limit, what there would be of it, and the plan that has room for that. */
export function noRoom(
  resource: PlanResource,
  overflow: Overflow,
  more: { members?: number; pending?: number } = {},
): AppError {
  const { limit, used } = overflow;
  return new AppError('plan_limit', {
    message: overflowSentences(resource, overflow),
    details: { resource, limit, used, ...more, suggestedPlan: planFor(resource, overflow) },
  });
}

/** Refuses more events than the plan has left in this month; until the transaction ends nobody else uses them up. */
export async function assertEventsLeft(ctx: Asking, count: number): Promise<void> {
  const limit = await allowedOf(ctx, 'eventsPerMonth');
  if (limit === null || count === 0) return;
  const used = await holdMonthlyUse(ctx.tx, 'events', ctx.now);
  if (used + count > limit) throw noRoom('eventsPerMonth', { limit, used, needed: used + count });
}

const dayMs = 86_400_000;

/** Refuses to show days that lie further back than the plan shows; their numbers are kept. */
export async function assertShown(ctx: Asking, input: unknown): Promise<void> {
  const { billing } = ctx.services;
  // Where nothing is sold a plan that the operator gave limits growth, and hides nothing.
  if (billing.stripe === null && plans[billing.defaultPlan].historyDays === null) return;
  const limit = plans[planOf(ctx, await findStanding(ctx.tx))].historyDays;
  if (limit === null) return;
  const from = typeof input === 'object' && input !== null && 'from' in input ? input.from : undefined;
  // Without it the first day that is known is meant.
  const asked = typeof from === 'string' ? Math.floor((ctx.now.getTime() - Date.parse(from)) / dayMs) : null;
  if (asked !== null && asked <= limit) return;
  const earliest = new Date(ctx.now.getTime() - limit * dayMs).toISOString().slice(0, 10);
  const suggestedPlan = asked === null ? null : planWithHistory(asked);
  throw new AppError('plan_limit', {
    message: `The plan shows ${limit} days: ask with a \`from\` of ${earliest} or later. Older numbers are kept for a larger plan.`,
    details: { resource: 'historyDays', limit, used: asked, earliest, suggestedPlan },
  });
}
