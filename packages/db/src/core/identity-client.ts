import { PgDialect } from 'drizzle-orm/pg-core';
import { drizzle, PostgresJsSession, PostgresJsTransaction } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import { beginTransaction } from './begin.ts';
import type { GuardedClient } from './guard.ts';
import { identityTransaction, joinIdentity } from './identity-transaction.ts';

type NoRelations = Record<string, never>;
type Transaction = PostgresJsTransaction<NoRelations, NoRelations>;

/** A drizzle database over a pool that nothing else uses: drizzle changes how its client reads and writes times. */
export type IdentityClient = ReturnType<typeof openIdentityClient>;

const dialect = new PgDialect();

function transactionOf(client: postgres.TransactionSql): Transaction {
  const statements = client as GuardedClient;
  const session = new PostgresJsSession<GuardedClient, NoRelations, NoRelations>(statements, dialect, undefined);
  return new PostgresJsTransaction(dialect, session, undefined);
}

/**
 * Like drizzle's own client, but a connection that is lost in the midst of a transaction doesn't end the process. Inside
 * `inIdentityTransaction` it is that transaction: parts of the sign-in library go to the client that they were given and
 * know of no transaction.
 */
export function openIdentityClient(sql: postgres.Sql) {
  const client = Object.assign(drizzle(sql), {
    transaction: <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
      beginTransaction(sql, '', (statements) => {
        const tx = transactionOf(statements);
        return joinIdentity({ statements, tx }, () => work(tx));
      }),
  });
  return new Proxy(client, {
    get: (pool, property) => Reflect.get(identityTransaction()?.tx ?? pool, property),
  });
}
