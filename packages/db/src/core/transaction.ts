import { errorCode, isStoreUnreachable } from './errors.ts';
import { type GuardedClient, guardClient, type Life, type Scope } from './guard.ts';
import type { Lease, TransactionPool } from './transaction-pool.ts';

export interface TransactionPlan {
  /** What follows BEGIN, for example `read only`. */
  mode: string;
  /** A statement that prepares the transaction, sent along with BEGIN. */
  setting: { statement: string; parameters: string[] };
  /** Whether COMMIT can refuse nothing and keep nothing, so that nobody needs to wait for it. */
  commitUnawaited: boolean;
}

class ConnectionLostError extends Error {
  override name = 'ConnectionLostError';
  readonly code = 'CONNECTION_CLOSED';
  constructor() {
    super('The connection to PostgreSQL was lost during the transaction.');
  }
}

/** One transaction's hold on a connection, given back once. */
class Hold {
  readonly lease: Lease;
  readonly #pool: TransactionPool;
  #held = true;
  #lost = false;

  constructor(pool: TransactionPool, lease: Lease) {
    this.#pool = pool;
    this.lease = lease;
  }

  /** The connection has closed. */
  lose(): void {
    this.#lost = true;
  }

  /** Ends the hold after an outcome; a connection that failed is given up with all that waits on it. */
  end(error?: unknown): void {
    if (!this.#held) return;
    this.#held = false;
    if (this.#lost || isStoreUnreachable(error)) this.#pool.discard(this.lease);
    else this.#pool.release(this.lease);
  }

  async commit(): Promise<void> {
    try {
      const { command } = await this.lease.sql.unsafe('commit');
      // PostgreSQL answers ROLLBACK to the COMMIT of a transaction that had failed.
      if (command !== 'COMMIT') throw new Error('The transaction was rolled back instead of committed.');
      this.end();
    } catch (error) {
      this.end(error);
      throw error;
    }
  }

  async rollBack(cause: unknown): Promise<void> {
    if (!this.#held) return;
    if (this.#lost || isStoreUnreachable(cause)) return this.end(cause);
    await this.lease.sql.unsafe('rollback').then(
      () => this.end(),
      () => this.end(new ConnectionLostError()),
    );
  }
}

/**
 * Runs `work` in one transaction on a connection of its own. BEGIN and the setting are sent without waiting, so they
 * share a round trip with the first statement. Any failed statement fails the transaction, even one whose error `work`
 * caught: PostgreSQL refuses everything after it. When the connection is lost the promise rejects at once, and the
 * outcome is unknown only where COMMIT was under way.
 */
export async function runTransaction<T>(
  pool: TransactionPool,
  plan: TransactionPlan,
  work: (client: GuardedClient) => Promise<T>,
): Promise<T> {
  const lease = await pool.acquire();
  const hold = new Hold(pool, lease);
  const life: Life = { ended: false };
  const scope: Scope = { sql: lease.sql, life, savepoints: { count: 0 }, fault: null };
  const loss = Promise.withResolvers<never>();
  loss.promise.catch(() => undefined);
  lease.lost = () => {
    life.ended = true;
    hold.lose();
    loss.reject(new ConnectionLostError());
  };
  const begun = begin(lease, plan);
  try {
    const value = await Promise.race([loss.promise, work(guardClient(scope))]);
    await Promise.race([loss.promise, begun]);
    life.ended = true;
    if (scope.fault) throw scope.fault.error;
    const committed = hold.commit();
    if (plan.commitUnawaited) committed.catch(() => undefined);
    else await committed;
    return value;
  } catch (error) {
    life.ended = true;
    // Why there was no transaction says more than what failed without one.
    const cause = await begun.then(
      () => error,
      (fault: unknown) => fault,
    );
    await hold.rollBack(cause);
    // "The transaction is aborted" is not why: an earlier statement is.
    throw errorCode(cause) === '25P02' && scope.fault ? scope.fault.error : cause;
  }
}

function begin({ sql }: Lease, { mode, setting }: TransactionPlan): Promise<unknown> {
  const begun = Promise.all([
    // Sent by execute() in this order; a promise would send them when it is waited for, behind the work's statements.
    sql.unsafe(`begin ${mode}`).execute(),
    sql.unsafe(setting.statement, setting.parameters, { prepare: true }).execute(),
  ]);
  // A fault surfaces where it is awaited; unhandled in between it would end the process.
  begun.catch(() => undefined);
  return begun;
}
