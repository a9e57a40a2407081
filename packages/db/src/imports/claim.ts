import type { Postgres } from '../core/postgres.ts';

export interface OpenImport {
  id: string;
  organizationId: string;
}

export interface Claim {
  release(): Promise<void>;
}

/** Imports that wait for a worker, oldest first; those of a process that died are among them. */
export async function listOpenImports(postgres: Pick<Postgres, 'worker'>, attemptLimit: number): Promise<OpenImport[]> {
  return postgres.worker<OpenImport[]>`
    select id, organization_id as "organizationId" from imports
    where status in ('queued', 'checking', 'writing', 'undoing') or (status = 'failed' and attempts < ${attemptLimit})
    order by created_at limit 100`;
}

/**
 * Takes an import for this process, or null when another one has it. The lock belongs to a database session, so it
 * ends with the process that holds it, however that dies.
 */
export async function claimImport(postgres: Pick<Postgres, 'worker'>, id: string): Promise<Claim | null> {
  const session = await postgres.worker.reserve();
  try {
    const [row] = await session<{ taken: boolean }[]>`select pg_try_advisory_lock(hashtextextended(${id}, 2)) as taken`;
    if (row?.taken) {
      return {
        async release() {
          try {
            await session`select pg_advisory_unlock(hashtextextended(${id}, 2))`;
          } finally {
            session.release();
          }
        },
      };
    }
  } catch (error) {
    session.release();
    throw error;
  }
  session.release();
  return null;
}
