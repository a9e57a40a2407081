import { inIdentityTransaction } from '@songtrackpro/db';
import type { OpenContext } from '../core/context.ts';
import { refusalCode } from './api-errors.ts';

/**
 * Runs what the sign-in library does and the entry about it in one transaction. What the library refuses is committed as
 * well: it notes attempts, and a guess that leaves no trace could be repeated without end.
 */
export async function withLibrary<T>({ services }: Pick<OpenContext, 'services'>, work: () => Promise<T>): Promise<T> {
  const outcome = await inIdentityTransaction(services.postgres, () =>
    work().then(
      (value) => ({ value }),
      (error: unknown) => {
        if (refusalCode(error) === null) throw error;
        return { refused: error };
      },
    ),
  );
  services.wakeOutbox();
  if ('refused' in outcome) throw outcome.refused;
  return outcome.value;
}
