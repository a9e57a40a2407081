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

/** Connections over all organizations for which a person's agreement ends before this moment. */
export async function listEndingGrants({ worker }: Pick<Postgres, 'worker'>, before: Date): Promise<DueConnection[]> {
  return worker<DueConnection[]>`
    select i.id, i.organization_id as "organizationId" from integrations i
    join organizations o on o.id = i.organization_id and o.deleted_at is null
    where i.status in ('connected', 'error') and i.grant_expires_at <= ${before.toISOString()} order by i.id`;
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
