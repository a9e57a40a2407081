import type { PlanResource } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import type { Postgres } from '../core/postgres.ts';
import { type TenantTransaction, withTenant } from '../core/tenant.ts';

/** What there is of until it is taken away, and no count of a month or of people. */
export type StandingResource = Exclude<PlanResource, 'members' | 'eventsPerMonth'>;

const standingResources: readonly StandingResource[] = [
  'tracks',
  'activeCampaigns',
  'integrations',
  'scheduledReports',
];

const counted = (resource: StandingResource) => sql`
  select coalesce(sum(change), 0) from plan_use
  where organization_id = current_organization() and resource = ${resource}`;

/** How much the organization has of it, also of what the caller doesn't see. */
export async function readPlanUse(tx: TenantTransaction, resource: StandingResource): Promise<number> {
  const [row] = await tx.execute<{ used: string }>(sql`select (${counted(resource)}) as used`);
  return Number(row?.used);
}

export interface PlanGrowth {
  /** What there is of it, with what the transaction made. */
  used: number;
  /** How much of that the transaction made. */
  grown: number;
}

/**
 * What there is of a thing that the transaction made more of; null where it made none. Until the transaction ends no other
 * one of the organization that asks the same goes on.
 */
export async function holdPlanGrowth(tx: TenantTransaction, resource: StandingResource): Promise<PlanGrowth | null> {
  const [row] = await tx.execute<{ used: string | null; grown: string }>(
    sql`select used, grown from hold_plan_growth(${resource})`,
  );
  return row && row.used !== null ? { used: Number(row.used), grown: Number(row.grown) } : null;
}

export interface PlanUseFault {
  resource: StandingResource;
  /** What the changes came to. */
  counted: number;
  /** What there is by the rows themselves. */
  there: number;
}

/** Compares what was noted of an organization with its rows, and sets right what differs. Answers what did. */
export async function repairPlanUse(pools: Pick<Postgres, 'app'>, organizationId: string): Promise<PlanUseFault[]> {
  return withTenant(pools, { organizationId }, async (tx) => {
    const faults: PlanUseFault[] = [];
    for (const resource of standingResources) {
      const [row] = await tx.execute<{ there: string; counted: string }>(sql`
        select recount_plan_resource(${resource}) as there, (${counted(resource)}) as counted`);
      const [there, noted] = [Number(row?.there), Number(row?.counted)];
      if (there === noted) continue;
      faults.push({ resource, there, counted: noted });
      // The difference stays right whatever is made or removed meanwhile.
      await tx.execute(sql`select adjust_plan_use(${resource}, ${there - noted})`);
    }
    return faults;
  });
}

/** Makes one change of many, of all organizations; answers how many there were. */
export async function foldPlanUse({ worker }: Pick<Postgres, 'worker'>): Promise<number> {
  const [row] = await worker<{ folded: string }[]>`select fold_plan_use(null, null) as folded`;
  return Number(row?.folded);
}

export async function listOrganizations({ worker }: Pick<Postgres, 'worker'>): Promise<string[]> {
  const rows = await worker<{ id: string }[]>`select id from organizations order by id`;
  return rows.map(({ id }) => id);
}
