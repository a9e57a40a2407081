import { AsyncLocalStorage } from 'node:async_hooks';
import type { Postgres, Queryable } from './postgres.ts';

interface Joined {
  statements: Queryable;
  /** The same as the sign-in library's client. */
  tx: object;
}

const underWay = new AsyncLocalStorage<Joined>();

export const identityTransaction = (): Joined | undefined => underWay.getStore();

/** Runs work of which the statements about people belong to this transaction. */
export const joinIdentity = <T>(joined: Joined, work: () => Promise<T>): Promise<T> => underWay.run(joined, work);

/** Where statements about a person go: into the transaction that is under way, else to the pool. */
export const identityStatements = ({ auth }: Pick<Postgres, 'auth'>): Queryable =>
  underWay.getStore()?.statements ?? auth;

/** Runs work in one transaction, the sign-in library's statements included, or as part of the one that is under way. */
export const inIdentityTransaction = <T>(
  { identity }: Pick<Postgres, 'identity'>,
  work: () => Promise<T>,
): Promise<T> => (underWay.getStore() ? work() : identity.transaction(work));
