import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { type IdentityClient, openIdentityClient } from './identity-client.ts';
import { assertSafeRole } from './safe-role.ts';
import { TransactionPool } from './transaction-pool.ts';

export interface PostgresUrls {
  app: string;
  auth: string;
  worker: string;
}

/** Statements outside of any organization, and the connections that transactions of organizations run on. */
export type AppPool = postgres.Sql & { readonly transactions: TransactionPool };

/** The pools of one server process, one for each login role. */
export interface Postgres {
  readonly app: AppPool;
  readonly auth: postgres.Sql;
  readonly worker: postgres.Sql;
  /** The sign-in library's own connections, as the same role as `auth`. */
  readonly identity: IdentityClient;
  close(): Promise<void>;
}

/** A pool, or a transaction of one. */
export type Queryable = postgres.Sql | postgres.TransactionSql;

/**
 * Pause before the next attempt to connect, in seconds. The driver's own grows to 20 s, for which what is asked meanwhile
 * waits: calls would hang while the server is away, and for a while after its return.
 */
const reconnectAfter = (attempt: number) => Math.min(0.02 * 2 ** attempt, 0.25) * (0.5 + Math.random() / 2);

function pool(
  url: string,
  max: number,
  name: string,
  options: Partial<postgres.Options<Record<string, never>>> = {},
): postgres.Sql {
  return postgres(url, {
    max,
    idle_timeout: 60,
    connect_timeout: 10,
    backoff: reconnectAfter,
    onnotice: () => {},
    connection: { application_name: `songtrackpro-${name}` },
    ...options,
  });
}

/** The application's connections: transactions get all but two, which are for statements of no organization. */
export function openAppPool(url: string, size: number): AppPool {
  const open = (onclose: () => void) => {
    // Without a lifetime of the driver's own, which would end a connection in the midst of a transaction.
    const sql = pool(url, 1, 'app', { onclose, max_lifetime: null });
    // drizzle sets the parsers of the client that it is given: dates stay strings.
    drizzle(sql);
    return sql;
  };
  return Object.assign(pool(url, 2, 'app'), { transactions: new TransactionPool(open, size) });
}

/** Opens the pools; rejects when the application's role could get around row-level security. */
export async function openPostgres(urls: PostgresUrls, options: { poolSize?: number } = {}): Promise<Postgres> {
  const app = openAppPool(urls.app, options.poolSize ?? 10);
  const auth = pool(urls.auth, 4, 'auth');
  // An import and two syncs hold one each for as long as they take.
  const worker = pool(urls.worker, 5, 'worker');
  const signIn = pool(urls.auth, 3, 'identity');
  const close = async () => {
    await Promise.all([app.transactions.close(), ...[app, auth, worker, signIn].map((sql) => sql.end({ timeout: 5 }))]);
  };
  try {
    await assertSafeRole(app);
  } catch (error) {
    await close();
    throw error;
  }
  return { app, auth, worker, identity: openIdentityClient(signIn), close };
}

/** One connection as the owner, for what the operator does by hand; the caller ends it. */
export const openAsOwner = (ownerUrl: string): postgres.Sql =>
  postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { application_name: 'songtrackpro-operator' } });

/** One connection as the owner that reads only, for a look from outside; the caller ends it. */
export const openForInspection = (ownerUrl: string): postgres.Sql =>
  postgres(ownerUrl, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: 'songtrackpro-doctor', default_transaction_read_only: true },
  });
