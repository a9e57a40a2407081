import type postgres from 'postgres';
import { errorCode } from './errors.ts';

export class TransactionEndedError extends Error {
  override name = 'TransactionEndedError';
  constructor() {
    super(
      'This transaction has ended. Its handle must not be kept: on a pooled connection it could see another tenant.',
    );
  }
}

export interface Life {
  ended: boolean;
}

/** drizzle's session type asks for a whole client although it only runs statements. */
export type GuardedClient = postgres.TransactionSql & postgres.Sql;

/** A transaction, or a savepoint in one. */
export interface Scope {
  readonly sql: postgres.Sql;
  readonly life: Life;
  readonly savepoints: { count: number };
  /** The first statement that failed; nothing after it can succeed. */
  fault: { error: unknown } | null;
}

type Parameters = postgres.ParameterOrJSON<never>[];

function send({ sql, life }: Scope, query: string, parameters?: Parameters) {
  if (life.ended) throw new TransactionEndedError();
  // Prepared, which drizzle's driver itself never asks for.
  return parameters === undefined ? sql.unsafe(query) : sql.unsafe(query, parameters, { prepare: true });
}

function run(scope: Scope, query: string, parameters: Parameters = []) {
  const sent = send(scope, query, parameters);
  sent.catch((error: unknown) => {
    scope.fault ??= { error };
  });
  return sent;
}

/** Takes back only what happened inside when it fails. */
async function inSavepoint<T>(outer: Scope, work: (client: GuardedClient) => Promise<T>): Promise<T> {
  const scope: Scope = { ...outer, fault: null };
  const name = `s${outer.savepoints.count++}`;
  const begun = send(outer, `savepoint ${name}`).execute();
  begun.catch((error: unknown) => {
    outer.fault ??= { error };
  });
  try {
    const value = await work(guardClient(scope));
    await begun;
    if (scope.fault) throw scope.fault.error;
    return value;
  } catch (error) {
    await send(outer, `rollback to savepoint ${name}`);
    throw errorCode(error) === '25P02' && scope.fault ? scope.fault.error : error;
  }
}

/**
 * A transaction's client that dies with it: after COMMIT the same connection serves other tenants, so a handle that
 * leaked would run in their transaction (measured). It runs statements and savepoints; nothing else of the driver is
 * reachable through it, because that would wait for the connection that the transaction itself holds.
 */
export function guardClient(scope: Scope): GuardedClient {
  return new Proxy(scope.sql, {
    get(_, property) {
      if (scope.life.ended) throw new TransactionEndedError();
      if (property === 'unsafe') return (query: string, parameters?: Parameters) => run(scope, query, parameters);
      if (property === 'savepoint') return <T>(work: (client: GuardedClient) => Promise<T>) => inSavepoint(scope, work);
      throw new TypeError(`a transaction's client has no ${String(property)}`);
    },
    apply() {
      throw new TypeError('a transaction’s client is not called; statements go through drizzle');
    },
  }) as GuardedClient;
}
