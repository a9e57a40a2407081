import type { IntegrationProvider } from '@songtrackpro/contracts';
import { and, eq } from 'drizzle-orm';
import type { Postgres } from '../core/postgres.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { connectionAttempts } from './tables.ts';

export interface ConnectionAttempt {
  provider: IntegrationProvider;
  /** SHA-256 of the state. */
  stateHash: Uint8Array;
  /** The person or the key that began. */
  actorId: string;
  /** Sealed. */
  codeVerifier: string;
  redirectUri: string;
  expiresAt: Date;
}

export async function insertConnectionAttempt(
  tx: TenantTransaction,
  organizationId: string,
  { expiresAt, codeVerifier, ...attempt }: ConnectionAttempt,
): Promise<void> {
  await tx.insert(connectionAttempts).values({
    ...attempt,
    organizationId,
    codeVerifier: Buffer.from(codeVerifier),
    expiresAt: expiresAt.toISOString(),
  });
}

/**
 * Takes an attempt out, so that nobody finishes it again: null where there is none of this state that this one began. Of
 * two at once one gets it.
 */
export async function takeConnectionAttempt(
  tx: TenantTransaction,
  { stateHash, actorId }: Pick<ConnectionAttempt, 'stateHash' | 'actorId'>,
): Promise<ConnectionAttempt | null> {
  const [row] = await tx
    .delete(connectionAttempts)
    .where(and(eq(connectionAttempts.stateHash, stateHash), eq(connectionAttempts.actorId, actorId)))
    .returning();
  if (!row) return null;
  const { provider, redirectUri } = row;
  const codeVerifier = Buffer.from(row.codeVerifier).toString();
  return { provider, stateHash, actorId, codeVerifier, redirectUri, expiresAt: new Date(row.expiresAt) };
}

/** Removes the attempts that nobody came back from. */
export async function forgetConnectionAttempts({ worker }: Pick<Postgres, 'worker'>, now: Date): Promise<number> {
  const rows = await worker`delete from connection_attempts where expires_at < ${now.toISOString()}`;
  return rows.count;
}
