import { accessOf, type Procedure } from '@songtrackpro/contracts';
import { findStanding, type StandingResource } from '@songtrackpro/db';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { allowedBy, assertShown, findOverflow, noRoom } from './plan-room.ts';

interface Call {
  procedure: Pick<Procedure, 'kind' | 'counts' | 'shows' | 'whileOverdue' | 'whileSuspended'>;
  input: unknown;
}

/** What is compared before and after a call; the others are asked for where they are used up. */
const isStanding = (resource: Procedure['counts']): resource is StandingResource =>
  resource !== undefined && resource !== 'members' && resource !== 'eventsPerMonth';

/** What comes back with a thing that is restored. */
const along: Partial<Record<StandingResource, readonly StandingResource[]>> = { activeCampaigns: ['scheduledReports'] };

async function assertRoom(ctx: Pick<Context, 'tx'>, resource: StandingResource, limit: number): Promise<void> {
  const overflow = await findOverflow(ctx, resource, limit);
  if (overflow) throw noRoom(resource, overflow);
}

/**
 * Runs a call as far as the organization's subscription allows. While a payment is overdue beyond its grace, nothing
 * is changed but what the contract says. What the call made more of is looked up last before it commits, while no other
 * transaction adds to it, and where there is more than the plan allows, the call is refused with all its effect. So a plan that
 * got smaller takes nothing away, whatever way a call makes things (one, many, restored) needs no check of its own, and one
 * that makes none waits for nobody.
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
  const output = await work();
  if (!isStanding(counts)) return output;
  for (const resource of [counts, ...(along[counts] ?? [])]) {
    const limit = allowedBy(ctx, subscription, resource);
    if (limit !== null) ctx.beforeCommit(() => assertRoom(ctx, resource, limit));
  }
  return output;
}
