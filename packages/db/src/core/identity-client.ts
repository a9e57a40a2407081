import { PgDialect } from 'drizzle-orm/pg-core';
import { drizzle, PostgresJsSession, PostgresJsTransaction } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import { beginTransaction } from './begin.ts';
import type { GuardedClient } from './guard.ts';

type NoRelations = Record<string, never>;
type Transaction = PostgresJsTransaction<NoRelations, NoRelations>;

/** A drizzle database over a pool that nothing else uses: drizzle changes how its client reads and writes times. */
export type IdentityClient = ReturnType<typeof openIdentityClient>;

const dialect = new PgDialect();

/** Like drizzle's own client, but a connection that is lost in the midst of a transaction doesn't end the process. */
export function openIdentityClient(sql: postgres.Sql) {
  return Object.assign(drizzle(sql), {
    transaction: <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
      beginTransaction(sql, '', (client) => {
        const statements = client as GuardedClient;
        const session = new PostgresJsSession<GuardedClient, NoRelations, NoRelations>(statements, dialect, undefined);
        return work(new PostgresJsTransaction(dialect, session, undefined));
      }),
  });
}
