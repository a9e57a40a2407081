import { AppError } from '../../core/app-error.ts';
import type { Context } from '../../core/context.ts';
import { readCampaignNumbers } from '../../goals/index.ts';
import { loadWithGoals } from '../load-with-goals.ts';
import { spendOf } from './spend-of.ts';

/** Money that was spent was spent in a currency: it doesn't change afterwards. */
export async function assertUnspent(ctx: Context, id: string): Promise<void> {
  const { subjects } = await loadWithGoals(ctx, id);
  const numbers = await readCampaignNumbers(ctx, [{ subjects, goals: [], spend: true }]);
  const { reason } = spendOf({ currency: null }, subjects, numbers);
  if (reason === 'no_ad_campaign' || reason === 'no_facts') return;
  throw new AppError('conflict', {
    message: 'Money was spent on this campaign already; its currency stays. Duplicate it to plan in another one.',
    details: { field: 'currency' },
  });
}
