import { DrizzleQueryError } from 'drizzle-orm';
import postgres from 'postgres';

/** A rule of the database refused a write; `constraint` names which. */
export class ConstraintError extends Error {
  override name = 'ConstraintError';
  readonly kind: 'unique' | 'foreign_key' | 'check';
  readonly constraint: string;
  constructor(kind: ConstraintError['kind'], constraint: string, cause: unknown) {
    super(`The database refused the write: ${kind} constraint ${constraint}`, { cause });
    this.kind = kind;
    this.constraint = constraint;
  }
}

const kinds: Record<string, ConstraintError['kind']> = { 23505: 'unique', 23503: 'foreign_key', 23514: 'check' };
const unreachableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ENOTFOUND',
  'ETIMEDOUT',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  // PostgreSQL itself says that it is going, gone or not there yet.
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
]);

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function rootOf(error: unknown): unknown {
  return error instanceof DrizzleQueryError ? error.cause : error;
}

/** The code that PostgreSQL, the driver or the system gave an error. */
export const errorCode = (error: unknown): string | undefined => codeOf(rootOf(error));

/** Rethrows a refused write as a ConstraintError; anything else goes on unchanged. */
export function rethrowConstraint(error: unknown): never {
  const root = rootOf(error);
  if (root instanceof postgres.PostgresError) {
    const kind = kinds[root.code];
    if (kind) throw new ConstraintError(kind, root.constraint_name ?? 'unknown', root);
  }
  throw error;
}

/** Whether a row policy refused a write: the row would lie outside of what the transaction may see. */
export function isRefusedByPolicy(error: unknown): boolean {
  const root = rootOf(error);
  return root instanceof postgres.PostgresError && root.code === '42501' && /row-level security/.test(root.message);
}

/** Whether an error means that a store could not be reached, rather than that it refused. */
export function isStoreUnreachable(error: unknown): boolean {
  const root = rootOf(error);
  if (unreachableCodes.has(codeOf(root) ?? '')) return true;
  return (
    root instanceof Error && /^Mongo(Network|ServerSelection|NotConnected|TopologyClosed|PoolCleared)/.test(root.name)
  );
}
