import { type Context, Hono } from 'hono';
import type { FakeAds } from './ad-endpoints.ts';
import { GraphRefusal } from './graph-errors.ts';
import { callerOf, needScope, parametersOf } from './who-asks.ts';

export const invalid = (message: string) => new GraphRefusal({ code: 100, message: `(#100) ${message}` });
const objectives = /^OUTCOME_(AWARENESS|TRAFFIC|ENGAGEMENT|LEADS|SALES|APP_PROMOTION)$/;

function checkCampaign(asked: Record<string, string>): void {
  if (!asked.name) throw invalid('The parameter name is required');
  if (!objectives.test(asked.objective ?? '')) throw invalid('objective must be one of OUTCOME_...');
  if (asked.special_ad_categories === undefined) throw invalid('The parameter special_ad_categories is required');
  const hasBudget = asked.daily_budget !== undefined || asked.lifetime_budget !== undefined;
  if (!hasBudget && asked.is_adset_budget_sharing_enabled === undefined)
    throw invalid('Must specify True or False in is_adset_budget_sharing_enabled field');
  for (const budget of [asked.daily_budget, asked.lifetime_budget])
    if (budget !== undefined && !/^[1-9]\d*$/.test(budget)) throw invalid('Your budget is too low');
}

/** What is asked for, by somebody who may write. */
export async function enterToWrite(ads: FakeAds, c: Context): Promise<Record<string, string>> {
  const asked = await parametersOf(c);
  needScope(callerOf(ads.state, ads.app, c, asked), 'ads_management');
  return asked;
}

/** What changes something in an ad account. */
export function writeEndpoints(ads: FakeAds): Hono {
  const endpoints = new Hono();

  endpoints.post('/:version/:account{act_\\d+}/campaigns', async (c) => {
    const asked = await enterToWrite(ads, c);
    checkCampaign(asked);
    if (asked.execution_options?.includes('validate_only')) return c.json({ success: true });
    const campaign = ads.tree.addCampaign({
      account: c.req.param('account'),
      name: asked.name ?? '',
      status: asked.status ?? 'ACTIVE',
      objective: asked.objective ?? '',
      dailyBudget: asked.daily_budget ?? null,
      lifetimeBudget: asked.lifetime_budget ?? null,
      createdAt: ads.state.clock.now(),
    });
    return c.json({ id: campaign.id });
  });

  endpoints.post('/:version/:campaign{\\d+}', async (c) => {
    const asked = await enterToWrite(ads, c);
    const campaign = ads.tree.campaigns.get(c.req.param('campaign'));
    if (!campaign) throw invalid('Unsupported post request');
    if (asked.status !== undefined) campaign.status = asked.status;
    if (asked.daily_budget !== undefined) campaign.dailyBudget = asked.daily_budget;
    if (asked.lifetime_budget !== undefined) campaign.lifetimeBudget = asked.lifetime_budget;
    return c.json({ success: true });
  });

  return endpoints;
}
