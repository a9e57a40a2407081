import type { IntegrationProvider } from '@songtrackpro/contracts';
import type { Postgres } from '../core/postgres.ts';

export interface DueConnection {
  id: string;
  organizationId: string;
}

/** Connections over all organizations whose tokens are to be renewed by now. */
export async function listRefreshable({ worker }: Pick<Postgres, 'worker'>, now: Date): Promise<DueConnection[]> {
  return worker<DueConnection[]>`
    select i.id, i.organization_id as "organizationId" from integrations i
    join organizations o on o.id = i.organization_id and o.deleted_at is null
    where i.status in ('connected', 'error') and i.refresh_at <= ${now.toISOString()} order by i.refresh_at`;
}

/**
 * Connections over all organizations that end before this moment: because a person's agreement does, or because a token of
 * Meta's does, which nothing has renewed although it was due.
 */
export async function listEndingGrants(
  { worker }: Pick<Postgres, 'worker'>,
  before: Date,
): Promise<(DueConnection & { endsAt: Date })[]> {
  const rows = await worker<(DueConnection & { endsAt: string })[]>`
    select i.id, i.organization_id as "organizationId", e.ends_at as "endsAt" from integrations i
    join organizations o on o.id = i.organization_id and o.deleted_at is null
    cross join lateral (
      select least(i.grant_expires_at, case when i.provider = 'meta' then i.token_expires_at end) as ends_at) e
    where i.status in ('connected', 'error') and e.ends_at <= ${before.toISOString()} order by i.id`;
  return rows.map((row) => ({ ...row, endsAt: new Date(row.endsAt) }));
}

/** Connections over all organizations of one account at a provider. */
export async function listConnectionsOf(
  { worker }: Pick<Postgres, 'worker'>,
  { provider, accountId }: { provider: IntegrationProvider; accountId: string },
): Promise<DueConnection[]> {
  return worker<DueConnection[]>`
    select id, organization_id as "organizationId" from integrations
    where provider = ${provider} and account_id = ${accountId} order by id`;
}
