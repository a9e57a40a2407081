import { AsyncLocalStorage } from 'node:async_hooks';
import { PgDialect } from 'drizzle-orm/pg-core';
import { PostgresJsSession, PostgresJsTransaction } from 'drizzle-orm/postgres-js';
import { observed } from './observed.ts';
import type { Postgres } from './postgres.ts';
import { retryYielded } from './retry.ts';
import { runTransaction, type TransactionPlan } from './transaction.ts';

type NoRelations = Record<string, never>;

/** A transaction in which only one organization's rows exist. */
export type TenantTransaction = PostgresJsTransaction<NoRelations, NoRelations>;

export interface Tenant {
  organizationId: string;
  /** The person or program at work, for triggers and audit; empty for the system. */
  actorId?: string;
  /** Artists whose rows exist in the transaction; null or absent for all of them. */
  artistIds?: readonly string[] | null;
}

const dialect = new PgDialect();
const running = new AsyncLocalStorage<{ organizationId: string; tx: TenantTransaction }>();

export interface TransactionOptions {
  readOnly?: boolean;
  /** PostgreSQL's default, read committed, unless given. */
  isolation?: 'repeatable read' | 'serializable';
}

const setTenant = `select set_config('app.organization_id', $1, true), set_config('app.actor_id', $2, true),
  set_config('app.artist_ids', $3, true)`;

function planOf(tenant: Tenant, { readOnly, isolation }: TransactionOptions): TransactionPlan {
  const artistIds = tenant.artistIds ? `{${tenant.artistIds.join()}}` : '';
  return {
    mode: [isolation && `isolation level ${isolation}`, readOnly && 'read only'].filter((word) => word).join(' '),
    setting: { statement: setTenant, parameters: [tenant.organizationId, tenant.actorId ?? '', artistIds] },
    // What a serializable one has read only counts once it has committed.
    commitUnawaited: readOnly === true && isolation !== 'serializable',
  };
}

/**
 * Runs `work` in one transaction as one organization: the only door to tenant rows. BEGIN and the setting, which is local
 * to the transaction, are sent without waiting and share a round trip with the first query; a read-only transaction does
 * not wait for its COMMIT. A transaction that lost to a concurrent one is run again from its start, so `work` leaves
 * everything outside the transaction to its caller. A nested call for the same organization becomes a savepoint of the
 * outer transaction (never in parallel); for another one it is refused.
 */
export async function withTenant<T>(
  pools: Pick<Postgres, 'app'>,
  tenant: Tenant,
  work: (tx: TenantTransaction) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const { organizationId } = tenant;
  const outer = running.getStore();
  if (outer) {
    if (outer.organizationId !== organizationId) {
      throw new Error('A transaction of one organization must not open another organization’s.');
    }
    return outer.tx.transaction(work);
  }
  const plan = planOf(tenant, options);
  const target = options.readOnly ? 'read only' : 'read write';
  const inTransaction = () =>
    runTransaction(pools.app.transactions, plan, (client) => {
      const session = new PostgresJsSession<typeof client, NoRelations, NoRelations>(client, dialect, undefined, {});
      const tx: TenantTransaction = new PostgresJsTransaction(dialect, session, undefined);
      return running.run({ organizationId, tx }, () => work(tx));
    });
  return observed({ store: 'postgres', operation: 'transaction', target }, () => retryYielded(inTransaction));
}
