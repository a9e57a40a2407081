import { type Context, Hono } from 'hono';
import type { FakeAdTree } from './ad-tree.ts';
import type { FakeAudience } from './audience-endpoints.ts';
import type { FakeDelivery } from './delivery.ts';
import type { FakeApp } from './dialog.ts';
import { GraphRefusal } from './graph-errors.ts';
import { insightRows, parseInsights, summarise } from './insight-rows.ts';
import type { FakeLimits } from './limits.ts';
import { pageOfList } from './list-page.ts';
import { accountFields } from './own-account.ts';
import type { FakeReports } from './reports.ts';
import type { FakeAdAccount, FakeMetaState } from './state.ts';
import { callerOf, needScope, parametersOf } from './who-asks.ts';

/** What a page of insights may suffer from. */
export type PageFault = 'repeated' | 'missing';

export interface FakeAds {
  state: FakeMetaState;
  app: FakeApp;
  tree: FakeAdTree;
  delivery: FakeDelivery;
  limits: FakeLimits;
  reports: FakeReports;
  /** Rows beyond which insights are refused when they are asked for directly, and as a report. */
  mostRows: { direct: number; report: number };
  /** Faults of the next pages of insights that have a page before and after them. */
  pageFaults: PageFault[];
  audiences: Map<string, FakeAudience>;
  /** Ad accounts, by `act_` id, for which nobody has accepted the terms of custom audiences. */
  unacceptedTerms: Set<string>;
  lastRows?: { key: string; result: { rows: Record<string, unknown>[]; summary: Record<string, string> | null } };
}

/** Who asks about which account, counted and allowed. */
async function enter(ads: FakeAds, c: Context, accountId: string, ...scopes: string[]) {
  const parameters = await parametersOf(c);
  const caller = callerOf(ads.state, ads.app, c, parameters);
  needScope(caller, ...scopes);
  const account = ads.state.adAccounts.get(accountId);
  if (!account || !caller.adAccounts.includes(accountId))
    throw new GraphRefusal({
      code: 200,
      status: 403,
      message: '(#200) Ad account owner has NOT grant ads_management or ads_read permission',
    });
  for (const [name, value] of Object.entries(ads.limits.count(account))) c.header(name, value);
  return { parameters, account };
}

const picked = (item: Record<string, unknown>, fields = 'id') =>
  Object.fromEntries(['id', ...fields.split(',')].flatMap((name) => (item[name] == null ? [] : [[name, item[name]]])));

/** The one filter that is understood: names that contain a text. */
function nameFilter(filtering: string | undefined): string | null {
  if (filtering === undefined) return null;
  const [filter] = JSON.parse(filtering);
  return filter?.field === 'name' && filter.operator === 'CONTAIN' ? filter.value : null;
}

const stamp = (date: Date) => date.toISOString().replace(/\.\d+Z$/, '+0000');

function listOf(ads: FakeAds, kind: string, account: FakeAdAccount): Record<string, unknown>[] {
  const { tree } = ads;
  if (kind === 'campaigns') return tree.ofAccount(tree.campaigns, account.id).map((one) => campaignFields(one));
  if (kind === 'adsets')
    return tree.ofAccount(tree.adSets, account.id).map(({ campaignId, dailyBudget, ...one }) => ({
      ...one,
      account_id: account.id.slice(4),
      effective_status: one.status,
      campaign_id: campaignId,
      daily_budget: dailyBudget,
      ...timesOf(tree.campaigns.get(campaignId)?.createdAt),
    }));
  return tree.ofAccount(tree.ads, account.id).map(({ campaignId, adSetId, ...one }) => ({
    ...one,
    account_id: account.id.slice(4),
    effective_status: one.status,
    campaign_id: campaignId,
    adset_id: adSetId,
    ...timesOf(tree.campaigns.get(campaignId)?.createdAt),
  }));
}

const timesOf = (at = new Date(0)) => ({ created_time: stamp(at), updated_time: stamp(at), start_time: stamp(at) });

function campaignFields(one: {
  id: string;
  account: string;
  name: string;
  status: string;
  objective: string;
  dailyBudget: string | null;
  lifetimeBudget: string | null;
  createdAt: Date;
}): Record<string, unknown> {
  return {
    id: one.id,
    account_id: one.account.slice(4),
    name: one.name,
    status: one.status,
    configured_status: one.status,
    effective_status: one.status,
    objective: one.objective,
    buying_type: 'AUCTION',
    budget_remaining: one.dailyBudget ?? one.lifetimeBudget ?? '0',
    daily_budget: one.dailyBudget,
    lifetime_budget: one.lifetimeBudget,
    smart_promotion_type: 'GUIDED_CREATION',
    source_campaign_id: '0',
    budget_rebalance_flag: false,
    special_ad_category: 'NONE',
    special_ad_categories: [],
    ...timesOf(one.createdAt),
  };
}

const tooMuch = () =>
  new GraphRefusal({
    code: 100,
    subcode: 1487534,
    message: "Please reduce the amount of data you're asking for, then retry your request",
  });

/** The pages of one report are read one after another: its rows are made once. */
function prepared(ads: FakeAds, account: FakeAdAccount, { after: _, ...parameters }: Record<string, string>) {
  const key = JSON.stringify([account, parameters, ads.delivery.changes, ads.tree.ads.size]);
  if (ads.lastRows?.key === key) return ads.lastRows.result;
  const result = made(ads, account, parameters);
  ads.lastRows = { key, result };
  return result;
}

function made(ads: FakeAds, account: FakeAdAccount, parameters: Record<string, string>) {
  const rows = insightRows(ads.tree, ads.delivery, parseInsights(account, parameters, ads.state.clock.now()));
  const names: unknown = parameters.summary === undefined ? null : JSON.parse(parameters.summary);
  return { rows, summary: Array.isArray(names) ? summarise(rows, names) : null };
}

/** One page of rows, with the fault that was planned for it. */
function insightsPage(
  ads: FakeAds,
  c: Context,
  { rows, summary }: { rows: Record<string, unknown>[]; summary: Record<string, string> | null },
  parameters: Record<string, string>,
) {
  const page = pageOfList(c.req.url, rows, parameters);
  if (parameters.after !== undefined && page.paging?.next !== undefined) {
    const fault = ads.pageFaults.shift();
    const size = Number(parameters.limit ?? 25);
    const at = rows.indexOf(page.data[0] ?? {});
    if (fault === 'repeated') page.data = rows.slice(Math.max(0, at - size), at);
    if (fault === 'missing') page.data = [];
  }
  return { ...page, ...(summary && { summary }) };
}

/** What can be read of an ad account. */
export function adEndpoints(ads: FakeAds): Hono {
  const endpoints = new Hono();
  const accountPath = '/:version/:account{act_\\d+}';

  endpoints.get(accountPath, async (c) => {
    const { parameters, account } = await enter(ads, c, c.req.param('account'), 'ads_read', 'ads_management');
    return c.json(picked(accountFields(account), parameters.fields));
  });

  endpoints.get(`${accountPath}/:kind{campaigns|adsets|ads}`, async (c) => {
    const { parameters, account } = await enter(ads, c, c.req.param('account'), 'ads_read', 'ads_management');
    const wanted = nameFilter(parameters.filtering);
    const items = listOf(ads, c.req.param('kind'), account)
      .filter(({ name }) => wanted === null || String(name).includes(wanted))
      .map((item) => picked(item, parameters.fields));
    return c.json(pageOfList(c.req.url, items, parameters));
  });

  endpoints.get(`${accountPath}/insights`, async (c) => {
    const { parameters, account } = await enter(ads, c, c.req.param('account'), 'ads_read');
    const result = prepared(ads, account, parameters);
    if (result.rows.length > ads.mostRows.direct) throw tooMuch();
    return c.json(insightsPage(ads, c, result, parameters));
  });

  endpoints.post(`${accountPath}/insights`, async (c) => {
    const { parameters, account } = await enter(ads, c, c.req.param('account'), 'ads_read');
    const { rows, summary } = prepared(ads, account, parameters);
    const fits = rows.length <= ads.mostRows.report;
    return c.json({
      report_run_id: ads.reports.start(
        rows,
        summary,
        fits ? undefined : { status: 'Job Failed', code: 2, subcode: 1504038 },
      ),
    });
  });

  endpoints.get('/:version/:report{6\\d{14}}', async (c) => {
    callerOf(ads.state, ads.app, c, await parametersOf(c));
    return c.json(ads.reports.look(c.req.param('report')));
  });

  endpoints.get('/:version/:report{6\\d{14}}/insights', async (c) => {
    const parameters = await parametersOf(c);
    callerOf(ads.state, ads.app, c, parameters);
    return c.json(insightsPage(ads, c, ads.reports.result(c.req.param('report')), parameters));
  });

  return endpoints;
}
