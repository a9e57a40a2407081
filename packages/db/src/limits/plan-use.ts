import type { PlanResource } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import type { Postgres } from '../core/postgres.ts';
import type { TenantTransaction } from '../core/tenant.ts';

/** What is counted by looking at what there is. */
export type StandingResource = Exclude<PlanResource, 'members' | 'eventsPerMonth'>;

/** How much the organization has of it, also of what the caller doesn't see. */
export async function countPlanResource(tx: TenantTransaction, resource: StandingResource): Promise<number> {
  const [row] = await tx.execute<{ used: string }>(sql`select count_plan_resource(${resource}) as used`);
  return Number(row?.used);
}

/** The same; until the transaction ends no other one of the organization that holds it can add to it. */
export async function holdPlanResource(tx: TenantTransaction, resource: StandingResource): Promise<number> {
  const [row] = await tx.execute<{ used: string }>(sql`select hold_plan_resource(${resource}) as used`);
  return Number(row?.used);
}

/** How much the organization has without what transactions under way make or take; over a connection kept free of them. */
export async function countCommittedResource(
  { app }: Pick<Postgres, 'app'>,
  organizationId: string,
  resource: StandingResource,
): Promise<number> {
  const [row] = await app<{ used: string }[]>`select count_committed_resource(${organizationId}, ${resource}) as used`;
  return Number(row?.used);
}
