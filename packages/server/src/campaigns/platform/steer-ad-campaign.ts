import type { Campaign, contract, PlatformWish } from '@songtrackpro/contracts';
import { AppError } from '../../core/app-error.ts';
import type { ProviderContext } from '../../core/context.ts';
import type { Verb } from '../../core/endpoint.ts';
import { loadWritableAccount, toMetaBudget, type WritableAccount } from '../../integrations/index.ts';
import { holdCampaign } from '../load.ts';
import { carryOut } from './carry-out.ts';
import { recordChange } from './record-change.ts';

type OfPlatform = Campaign & { adAccountId: string; externalId: string };

function assertOfPlatform(campaign: Campaign): asserts campaign is OfPlatform {
  if (campaign.origin === 'import' && campaign.adAccountId !== null && campaign.externalId !== null) return;
  throw new AppError('conflict', {
    message:
      'This is no campaign whose id at the ad platform is known. `campaigns.listAdCampaigns` names those of a campaign of yours.',
    details: { field: 'id' },
  });
}

/** Records what one of the platform's campaigns is to become, and asks for it. */
async function steer(ctx: ProviderContext, campaignId: string, toWish: (account: WritableAccount) => PlatformWish) {
  const { services, organizationId } = ctx;
  const { id } = await ctx.conclude(async (inner) => {
    const campaign = await holdCampaign(inner, campaignId);
    assertOfPlatform(campaign);
    const { adAccountId, externalId } = campaign;
    const wish = toWish(await loadWritableAccount(inner, adAccountId));
    return recordChange(inner, { organizationId, campaignId, adAccountId, adCampaignId: campaignId, externalId, wish });
  });
  return carryOut(services, organizationId, id);
}

export const setPlatformStatus: Verb<typeof contract.campaigns.setPlatformStatus> = (ctx, { id, status }) =>
  steer(ctx, id, () => ({ kind: 'status', status }));

export const setPlatformBudget: Verb<typeof contract.campaigns.setPlatformBudget> = (ctx, input) =>
  steer(ctx, input.id, ({ currency }) => {
    const { budgetKind, budgetMinor } = input;
    if (toMetaBudget(budgetMinor, currency) === null) {
      const fields = [
        { path: 'budgetMinor', message: `must be whole units of ${currency}: Meta takes no fractions of it` },
      ];
      throw new AppError('invalid_input', { details: { fields } });
    }
    return { kind: 'budget', budgetKind, budgetMinor, currency };
  });
