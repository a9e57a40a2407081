import { campaignGoals } from '../campaigns/tables.ts';
import { markDeleted, unmarkDeleted } from '../core/soft-delete.ts';
import type { TenantTransaction } from '../core/tenant.ts';

export const deleteGoal = async (tx: TenantTransaction, id: string): Promise<boolean> =>
  (await markDeleted(tx, campaignGoals, id)) !== null;

export const restoreGoal = async (tx: TenantTransaction, id: string): Promise<boolean> =>
  (await unmarkDeleted(tx, campaignGoals, id)) !== null;
