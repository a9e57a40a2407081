import type { Postgres } from '../core/postgres.ts';

/**
 * Takes the archive for this process, or null when another one is at work on it. The lock belongs to a database session, so
 * it ends with the process that holds it, however that dies.
 */
export async function claimArchive(postgres: Pick<Postgres, 'worker'>): Promise<{ release(): Promise<void> } | null> {
  const session = await postgres.worker.reserve();
  try {
    const [row] = await session<{ taken: boolean }[]>`
      select pg_try_advisory_lock(hashtextextended('archive', 6)) as taken`;
    if (row?.taken) {
      return {
        async release() {
          try {
            await session`select pg_advisory_unlock(hashtextextended('archive', 6))`;
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
