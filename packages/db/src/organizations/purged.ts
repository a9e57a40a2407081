import type { Postgres } from '../core/postgres.ts';

/**
 * Organizations that were removed for good before a moment and whose documents were not erased a second time since. What
 * was on its way when they went has arrived by then, so that the second time takes it.
 */
export async function listUnsweptOrganizations(postgres: Pick<Postgres, 'worker'>, before: Date): Promise<string[]> {
  const rows = await postgres.worker<{ id: string }[]>`
    select id from purged_organizations
    where swept_at is null and purged_at < ${before.toISOString()}::timestamptz order by purged_at`;
  return rows.map(({ id }) => id);
}

export async function markSwept(postgres: Pick<Postgres, 'worker'>, id: string): Promise<void> {
  await postgres.worker`update purged_organizations set swept_at = now() where id = ${id}`;
}

/** Whether an organization of this id was here and was removed for good. */
export async function isPurged(postgres: Pick<Postgres, 'worker'>, id: string): Promise<boolean> {
  return (await postgres.worker`select 1 from purged_organizations where id = ${id}`).length > 0;
}

export interface OrganizationState {
  id: string;
  slug: string;
  name: string;
  isDeleted: boolean;
}

/** The organization of a slug or an id, a living one before deleted ones, for the operator. */
export async function findAnyOrganization(
  postgres: Pick<Postgres, 'worker'>,
  slugOrId: string,
): Promise<OrganizationState | null> {
  const [found] = await postgres.worker<OrganizationState[]>`
    select id, slug, name, deleted_at is not null as "isDeleted" from organizations
    where slug = ${slugOrId} or id::text = ${slugOrId}
    order by deleted_at desc nulls first limit 1`;
  return found ?? null;
}
