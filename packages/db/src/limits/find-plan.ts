import type { PlanTier } from '@songtrackpro/contracts';
import type { Postgres } from '../core/postgres.ts';

/**
 * The plan that an organization's subscription gives it, while it is paid for, on trial or overdue; null without one, and
 * after it has ended.
 */
export async function findPlan(postgres: Pick<Postgres, 'auth'>, organizationId: string): Promise<PlanTier | null> {
  const [row] = await postgres.auth<{ tier: PlanTier }[]>`
    select tier from subscriptions
    where organization_id = ${organizationId} and status in ('active', 'trialing', 'past_due') and tier <> 'free'`;
  return row?.tier ?? null;
}
