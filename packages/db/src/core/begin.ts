import type postgres from 'postgres';
import { isStoreUnreachable } from './errors.ts';

/** Never settles. */
const forever = () => new Promise<never>(() => {});

/**
 * A transaction of the driver that survives the loss of its connection. The driver sends ROLLBACK or COMMIT also when
 * the connection is gone, and then fails outside of any promise, which would end the process. So a transaction whose
 * connection closed hands nothing back to the driver; the driver's own promise rejects for it.
 */
export async function beginTransaction<T>(
  sql: postgres.Sql,
  mode: string,
  work: (client: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  let finished = false;
  let closed = false;
  const begun = sql.begin(mode, async (client) => {
    try {
      const value = await work(client);
      if (closed) return await forever();
      finished = true;
      return { value };
    } catch (error) {
      if (closed || isStoreUnreachable(error)) return await forever();
      finished = true;
      throw error;
    }
  });
  begun.catch(() => {
    if (finished) return;
    closed = true;
  });
  const { value } = await begun;
  return value;
}
