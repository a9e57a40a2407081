import { type DueSync, requestSync, type TenantTransaction } from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';

export const syncQueue = 'sync-ad-account';

/**
 * Asks for a sync of an ad account, as part of the transaction. Answers false where there is no such account.
 * What waits because the platform throttles goes on waiting.
 */
export async function enqueueSync(
  services: Pick<Services, 'jobs' | 'clock'>,
  tx: TenantTransaction,
  due: DueSync,
): Promise<boolean> {
  if (!(await requestSync(tx, due, services.clock()))) return false;
  await services.jobs.send(syncQueue, due, { tx, group: due.organizationId });
  return true;
}
