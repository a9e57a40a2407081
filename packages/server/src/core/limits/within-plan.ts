import { accessOf, type Procedure } from '@songtrackpro/contracts';
import {
  countCommittedResource,
  countPlanResource,
  findStanding,
  holdPlanResource,
  type StandingResource,
} from '@songtrackpro/db';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { allowedBy, assertShown, noRoom } from './plan-room.ts';

interface Call {
  procedure: Pick<Procedure, 'kind' | 'counts' | 'shows' | 'whileOverdue' | 'whileSuspended'>;
  input: unknown;
}

/** What is compared before and after a call; the others are asked for where they are used up. */
const isStanding = (resource: Procedure['counts']): resource is StandingResource =>
  resource !== undefined && resource !== 'members' && resource !== 'eventsPerMonth';

/** Refuses a call that made more, in a transaction that holds the resource. */
async function assertNoMore(ctx: Context, resource: StandingResource, limit: number): Promise<void> {
  const used = await countCommittedResource(ctx.services.postgres, ctx.organizationId, resource);
  // Counted last: what others take away meanwhile makes no call too many.
  const needed = await countPlanResource(ctx.tx, resource);
  if (needed > limit && needed > used) throw noRoom(resource, { limit, used, needed });
}

/**
 * Runs a call as far as the organization's subscription allows. While a payment is overdue beyond its grace, nothing
 * is changed but what the contract says. What the call counts is counted after its work, while no other transaction adds
 * to it, and where there is more of it than before and than the plan allows, the call is refused with all its effect. So a
 * plan that got smaller takes nothing away, and whatever way a call makes things (one, many, restored) needs no check of
 * its own.
 */
export async function withinPlan<Output>(
  ctx: Context,
  { procedure, input }: Call,
  work: () => Promise<Output>,
): Promise<Output> {
  const { kind, counts, whileOverdue, whileSuspended } = procedure;
  if (procedure.shows === 'history') await assertShown(ctx, input);
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
  const output = await work();
  if ((await holdPlanResource(ctx.tx, counts)) > limit) await assertNoMore(ctx, counts, limit);
  return output;
}
