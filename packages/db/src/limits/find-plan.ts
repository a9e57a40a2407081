import type { PlanTier } from '@songtrackpro/contracts';
import type { Postgres } from '../core/postgres.ts';

/**
 * The plan that an organization may use: that of its subscription while it is paid for, on trial, or shortly overdue;
 * else, and without a subscription, the free one.
 */
export async function findPlan(postgres: Pick<Postgres, 'auth'>, organizationId: string): Promise<PlanTier> {
  const [row] = await postgres.auth<{ tier: PlanTier }[]>`
    select tier from subscriptions
    where organization_id = ${organizationId} and status in ('active', 'trialing', 'past_due')`;
  return row?.tier ?? 'free';
}
