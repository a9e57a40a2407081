import type { PlanTier } from '@songtrackpro/contracts';
import type { RunningServer } from '../src/server.ts';

interface Given {
  tier: PlanTier;
  status?: string;
  stripeStatus?: string | null;
  graceEndsAt?: Date | null;
}

/** Gives an organization a subscription, as an operator does who is paid in another way. */
export async function giveSubscription(
  { services }: RunningServer,
  organizationId: string,
  { tier, status = 'active', stripeStatus = null, graceEndsAt = null }: Given,
): Promise<void> {
  await services.postgres.worker`
    insert into subscriptions (organization_id, tier, status, stripe_status, grace_ends_at)
    values (${organizationId}, ${tier}, ${status}, ${stripeStatus}, ${graceEndsAt?.toISOString() ?? null})
    on conflict (organization_id) do update set tier = excluded.tier, status = excluded.status,
      stripe_status = excluded.stripe_status, grace_ends_at = excluded.grace_ends_at`;
}
