import { type Context, Hono } from 'hono';
import type { FakeAds } from './ad-endpoints.ts';
import { GraphRefusal } from './graph-errors.ts';
import { callerOf, needScope, parametersOf } from './who-asks.ts';

export interface FakeAudience {
  id: string;
  account: string;
  name: string;
  people: Set<string>;
  /** Batches of each session, in the order in which they came. */
  sessions: Map<number, number[]>;
}

const invalid = (message: string) => new GraphRefusal({ code: 100, message: `(#100) ${message}` });
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

async function enter(ads: FakeAds, c: Context): Promise<Record<string, string>> {
  const asked = await parametersOf(c);
  needScope(callerOf(ads.state, ads.app, c, asked), 'ads_management');
  return asked;
}

/** What changes something in an ad account. */
export function writeEndpoints(ads: FakeAds): Hono {
  const endpoints = new Hono();

  endpoints.post('/:version/:account{act_\\d+}/campaigns', async (c) => {
    const asked = await enter(ads, c);
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

  endpoints.post('/:version/:account{act_\\d+}/customaudiences', async (c) => {
    const asked = await enter(ads, c);
    if (!asked.name || asked.subtype !== 'CUSTOM' || !asked.customer_file_source)
      throw invalid('name, subtype and customer_file_source are required');
    const id = ads.tree.newId();
    const [account, name] = [c.req.param('account'), asked.name];
    ads.audiences.set(id, { id, account, name, people: new Set(), sessions: new Map() });
    return c.json({ id });
  });

  endpoints.post('/:version/:audience{\\d+}/users', async (c) => {
    const asked = await enter(ads, c);
    const audience = ads.audiences.get(c.req.param('audience'));
    if (!audience) throw invalid('Unsupported post request');
    const { schema, data } = JSON.parse(asked.payload ?? '{}');
    const session = JSON.parse(asked.session ?? '{}');
    if (schema !== 'EMAIL_SHA256' || !Array.isArray(data)) throw invalid('payload needs a schema and data');
    if (data.length > 10_000) throw invalid('a request takes 10000 rows at most');
    audience.sessions.set(session.session_id, [
      ...(audience.sessions.get(session.session_id) ?? []),
      session.batch_seq,
    ]);
    const good = data.filter((hash) => /^[0-9a-f]{64}$/.test(hash));
    for (const hash of good) {
      if (asked.method === 'delete') audience.people.delete(hash);
      else audience.people.add(hash);
    }
    return c.json({
      audience_id: audience.id,
      session_id: String(session.session_id),
      num_received: data.length,
      num_invalid_entries: data.length - good.length,
      invalid_entry_samples: {},
    });
  });

  endpoints.post('/:version/:campaign{\\d+}', async (c) => {
    const asked = await enter(ads, c);
    const campaign = ads.tree.campaigns.get(c.req.param('campaign'));
    if (!campaign) throw invalid('Unsupported post request');
    if (asked.status !== undefined) campaign.status = asked.status;
    if (asked.daily_budget !== undefined) campaign.dailyBudget = asked.daily_budget;
    if (asked.lifetime_budget !== undefined) campaign.lifetimeBudget = asked.lifetime_budget;
    return c.json({ success: true });
  });

  return endpoints;
}
