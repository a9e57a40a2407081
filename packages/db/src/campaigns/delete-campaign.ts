import { markDeleted, markManyDeleted, type Unmarked, unmarkDeleted, unmarkManyDeleted } from '../core/soft-delete.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { campaigns } from './tables.ts';

/** Deletes a campaign; false when there is no such campaign. Its goals and its ad tree stay with it. */
export const deleteCampaign = async (tx: TenantTransaction, id: string): Promise<boolean> =>
  (await markDeleted(tx, campaigns, id)) !== null;

export const restoreCampaign = async (tx: TenantTransaction, id: string): Promise<boolean> =>
  (await unmarkDeleted(tx, campaigns, id)) !== null;

/** The same of many; answers those that were there. */
export const deleteCampaigns = (tx: TenantTransaction, ids: readonly string[]): Promise<Unmarked[]> =>
  markManyDeleted(tx, campaigns, ids);

/** Answers those that were deleted. */
export const restoreCampaigns = (tx: TenantTransaction, ids: readonly string[]): Promise<Unmarked[]> =>
  unmarkManyDeleted(tx, campaigns, ids);
