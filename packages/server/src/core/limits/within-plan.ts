import { accessOf, type Procedure } from '@songtrackpro/contracts';
import { countPlanResource, findStanding, holdPlanResource, type StandingResource } from '@songtrackpro/db';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { allowedBy, noRoom } from './plan-room.ts';

type Counting = Pick<Procedure, 'kind' | 'counts' | 'whileOverdue' | 'whileSuspended'>;

/** What is compared before and after a call; the others are asked for where they are used up. */
const isStanding = (resource: Procedure['counts']): resource is StandingResource =>
  resource !== undefined && resource !== 'members' && resource !== 'eventsPerMonth';

/**
 * Runs a mutation as far as the organization's subscription allows. While a payment is overdue beyond its grace, nothing
 * is changed but what the contract says. What the call counts is held by its transaction, and where there is more of it
 * afterwards than before and than the plan allows, it is refused with all its effect. So a plan that got smaller takes
 * nothing away, and whatever way a call makes things (one, many, restored) needs no check of its own.
 */
export async function withinPlan<Output>(
  ctx: Context,
  { kind, counts, whileOverdue, whileSuspended }: Counting,
  work: () => Promise<Output>,
): Promise<Output> {
  if (kind !== 'mutation') return work();
  const mayBeOverdue = ctx.services.billing.stripe !== null && !whileOverdue && !whileSuspended;
  if (!mayBeOverdue && !isStanding(counts)) return work();
  const subscription = await findStanding(ctx.tx);
  if (mayBeOverdue && subscription !== null && accessOf(subscription, ctx.now) === 'read_only') {
    const { stripeStatus, graceEndsAt } = subscription;
    throw new AppError('payment_overdue', { details: { stripeStatus, since: graceEndsAt?.toISOString() ?? null } });
  }
  const limit = isStanding(counts) ? allowedBy(ctx, subscription, counts) : null;
  if (!isStanding(counts) || limit === null) return work();
  const used = await holdPlanResource(ctx.tx, counts);
  const output = await work();
  const needed = await countPlanResource(ctx.tx, counts);
  if (needed > limit && needed > used) throw noRoom(counts, { limit, used, needed });
  return output;
}
