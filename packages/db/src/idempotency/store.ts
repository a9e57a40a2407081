import { type SQL, sql } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';

/** How long a repeated call gets the first answer: 24 hours. */
export const answersKeptHours = 24;

export interface FirstAnswer {
  /** SHA-256 of the first call's input. */
  requestHash: Uint8Array;
  answer: unknown;
}

/** Whose key it is: an organization's, or a person's where the call belongs to no organization. */
export type KeyOwner = { organizationId: string } | { userId: string };

const ownerId = (owner: KeyOwner): string => ('userId' in owner ? owner.userId : owner.organizationId);
const places: Record<'person' | 'organization', { table: SQL; owner: SQL }> = {
  person: { table: sql`personal_answers`, owner: sql`user_id` },
  organization: { table: sql`idempotency_answers`, owner: sql`organization_id` },
};
const placeOf = (owner: KeyOwner) => ('userId' in owner ? places.person : places.organization);

/**
 * Holds the key until the transaction ends, so that a twin of a running call waits for its outcome, and answers what the
 * first call of this key was answered.
 */
export async function findFirstAnswer(
  tx: TenantTransaction,
  owner: KeyOwner,
  key: string,
): Promise<FirstAnswer | null> {
  const id = ownerId(owner);
  const place = placeOf(owner);
  // Both in one round trip; the second one's snapshot is taken once the lock is held, so it sees what a twin left.
  const [, rows] = await Promise.all([
    tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${id} ${key}`}, 3))`),
    tx.execute<{ request_hash: Uint8Array; answer: unknown }>(sql`
      select request_hash, answer from ${place.table}
      where ${place.owner} = ${id} and key = ${key}
        and created_at > now() - make_interval(hours => ${answersKeptHours})
      order by created_at limit 1`),
  ]);
  const row = rows[0];
  return row ? { requestHash: row.request_hash, answer: row.answer } : null;
}

/** Keeps the answer of a call in the call's own transaction: either both happened or neither. */
export async function keepFirstAnswer(
  tx: TenantTransaction,
  owner: KeyOwner,
  key: string,
  { requestHash, answer }: FirstAnswer,
): Promise<void> {
  const hash = Buffer.from(requestHash).toString('hex');
  const place = placeOf(owner);
  await tx.execute(sql`
    insert into ${place.table} (${place.owner}, key, request_hash, answer)
    values (${ownerId(owner)}, ${key}, decode(${hash}, 'hex'), ${JSON.stringify(answer)}::jsonb)`);
}
