import { type Claim, claimWork } from '../core/claim.ts';
import type { Postgres } from '../core/postgres.ts';

export interface OpenImport {
  id: string;
  organizationId: string;
}

/** Imports that wait for a worker, oldest first; those of a process that died are among them. */
export async function listOpenImports(postgres: Pick<Postgres, 'worker'>, attemptLimit: number): Promise<OpenImport[]> {
  return postgres.worker<OpenImport[]>`
    select id, organization_id as "organizationId" from imports
    where status in ('queued', 'checking', 'writing', 'undoing') or (status = 'failed' and attempts < ${attemptLimit})
    order by created_at limit 100`;
}

/** Takes an import for this process, or null when another one has it. */
export const claimImport = (postgres: Pick<Postgres, 'worker'>, id: string): Promise<Claim | null> =>
  claimWork(postgres, 'import', id);
