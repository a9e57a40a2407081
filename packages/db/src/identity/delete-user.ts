import { beginTransaction } from '../core/begin.ts';
import { rethrowConstraint } from '../core/errors.ts';
import type { Postgres } from '../core/postgres.ts';
import { insertIdentityEvent, type NewIdentityEvent } from './events.ts';

/**
 * Deletes a person and notes it with them: signing in ends at once, the address is free again, the row stays until the
 * purge.
 */
export async function deleteUser(
  postgres: Pick<Postgres, 'worker'>,
  id: string,
  event: NewIdentityEvent,
): Promise<boolean> {
  return beginTransaction(postgres.worker, '', async (tx) => {
    await insertIdentityEvent(tx, event);
    const { count } = await tx`update users set deleted_at = now() where id = ${id} and deleted_at is null`;
    return count === 1;
  });
}

/** Brings a person back; refused by the unique index where the address was taken meanwhile. */
export async function restoreUser(postgres: Pick<Postgres, 'worker'>, id: string): Promise<boolean> {
  const { count } = await postgres.worker`
    update users set deleted_at = null where id = ${id} and deleted_at is not null`.catch(rethrowConstraint);
  return count === 1;
}
