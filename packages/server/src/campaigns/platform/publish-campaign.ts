import { randomBytes } from 'node:crypto';
import type { Campaign, contract, ErrorDetails, PlatformWish } from '@songtrackpro/contracts';
import { isPublishedIn, lockOpenChange } from '@songtrackpro/db';
import type { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import type { Context, ProviderContext } from '../../core/context.ts';
import type { Verb } from '../../core/endpoint.ts';
import {
  loadWritableAccount,
  metaFor,
  noteEnd,
  toMetaBudget,
  toProviderAnswer,
  type WritableAccount,
} from '../../integrations/index.ts';
import { ProviderError } from '../../providers/index.ts';
import { assertChangeable } from '../check-plan.ts';
import { holdCampaign, loadCampaign } from '../load.ts';
import { toMetaCampaign } from './ask-platform.ts';
import { carryOut } from './carry-out.ts';
import { recordChange } from './record-change.ts';

type Input = z.output<typeof contract.campaigns.publish.input>;

interface Publishing {
  account: WritableAccount;
  wish: Extract<PlatformWish, { kind: 'create' }>;
}

const refusal = (message: string, details: ErrorDetails<'conflict'>) => new AppError('conflict', { message, details });

function assertPublishable(campaign: Campaign, { currency }: WritableAccount): void {
  assertChangeable(campaign);
  if (campaign.origin === 'import')
    throw refusal('This campaign was imported: it is itself one of the ad platform’s.', { field: 'id' });
  if (campaign.status === 'completed') throw refusal('A completed campaign is over.', { status: campaign.status });
  if (campaign.budgetMinor === null) return;
  if (campaign.currency !== currency) {
    const message = `The budget is in ${campaign.currency} and the ad account in ${currency}. Choose another account, or change the budget.`;
    throw refusal(message, { field: 'currency' });
  }
  if (campaign.budgetMinor === 0 || toMetaBudget(campaign.budgetMinor, currency) === null) {
    const message = `Meta takes whole units of ${currency} above 0 alone. Change the budget.`;
    throw refusal(message, { field: 'budgetMinor' });
  }
}

/** What Meta is to be asked for, if that may be asked now. */
async function planPublishing(ctx: Context, input: Input, tag: string): Promise<Publishing> {
  const campaign = await loadCampaign(ctx, input.id);
  const account = await loadWritableAccount(ctx, input.adAccountId);
  assertPublishable(campaign, account);
  const open = await lockOpenChange(ctx.tx, input.id, 'create');
  if (open) {
    const message = 'The campaign is being published. `campaigns.getPlatformChange` says how that goes.';
    throw refusal(message, { platformChangeId: open.id });
  }
  if (await isPublishedIn(ctx.tx, input.id, input.adAccountId))
    throw refusal('The campaign is published in this ad account already.', { field: 'adAccountId' });
  const { budgetKind, budgetMinor } = campaign;
  const { objective, specialAdCategories } = input;
  const name = `${campaign.name.slice(0, 350).toWellFormed()} [${tag}]`;
  const { currency } = account;
  const wish = {
    kind: 'create',
    name,
    tag,
    objective,
    specialAdCategories,
    budgetKind,
    budgetMinor,
    currency,
  } as const;
  return { account, wish };
}

async function assertTakenByMeta(ctx: ProviderContext, { account, wish }: Publishing): Promise<void> {
  const { services, organizationId } = ctx;
  try {
    const { meta, access } = metaFor(services, organizationId, account, { waits: 'brief' });
    await meta.validateCampaign(access, toMetaCampaign(wish));
  } catch (error) {
    if (error instanceof ProviderError) await noteEnd(services, organizationId, account.integrationId, error);
    throw toProviderAnswer(error, ({ message }, isAway) =>
      isAway
        ? `Meta could not be asked, and nothing was made. Try again later. (${message})`
        : `Meta refuses this campaign, and nothing was made: ${message}`,
    );
  }
}

export const publishCampaign: Verb<typeof contract.campaigns.publish> = async (ctx, input) => {
  const { services, organizationId } = ctx;
  const { id: campaignId, adAccountId } = input;
  const tag = `stp-${randomBytes(6).toString('hex')}`;
  const planned = await ctx.inTransaction((inner) => planPublishing(inner, input, tag));
  await assertTakenByMeta(ctx, planned);
  // What is concluded is the record: a call that is repeated under its own key finds it, and makes no second one.
  const { id } = await ctx.conclude(async (inner) => {
    await holdCampaign(inner, campaignId);
    const { wish } = await planPublishing(inner, input, tag);
    const change = { organizationId, campaignId, adAccountId, adCampaignId: null, externalId: null, wish };
    return recordChange(inner, change);
  });
  return carryOut(services, organizationId, id);
};
