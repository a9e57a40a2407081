import type { Postgres } from './postgres.ts';

export interface Claim {
  release(): Promise<void>;
}

/** Kinds of work that is claimed; each has a lock space of its own. */
const spaces = { import: 2, sync: 3 } as const;

/**
 * Takes work for this process, or null when another one has it. The lock belongs to a database session, so it ends with
 * the process that holds it, however that dies.
 */
export async function claimWork(
  postgres: Pick<Postgres, 'worker'>,
  kind: keyof typeof spaces,
  id: string,
): Promise<Claim | null> {
  const space = spaces[kind];
  const session = await postgres.worker.reserve();
  try {
    const [row] = await session<
      { taken: boolean }[]
    >`select pg_try_advisory_lock(hashtextextended(${id}, ${space})) as taken`;
    if (row?.taken) {
      return {
        async release() {
          try {
            await session`select pg_advisory_unlock(hashtextextended(${id}, ${space}))`;
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
