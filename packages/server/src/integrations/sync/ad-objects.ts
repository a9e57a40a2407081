import {
  type AdTreeName,
  lockSubjects,
  nodeKey,
  renameNodes,
  resolveNodes,
  type SyncedBudget,
  type TenantTransaction,
  writePlatformStatuses,
  writeSyncedBudgets,
} from '@songtrackpro/db';
import type { MetaAccess, MetaClient } from '../../providers/index.ts';
import { toMinorUnits } from './minor-units.ts';

/** Our ids of campaigns, ad sets and ads by the platform's. */
export interface AdIds {
  campaign: Map<string, string>;
  adSet: Map<string, string>;
  ad: Map<string, string>;
}

export interface AdTree {
  campaigns: Awaited<ReturnType<MetaClient['listCampaigns']>>;
  adSets: Awaited<ReturnType<MetaClient['listAdSets']>>;
  ads: Awaited<ReturnType<MetaClient['listAds']>>;
}

export async function readAdTree(meta: MetaClient, access: MetaAccess): Promise<AdTree> {
  return {
    campaigns: await meta.listCampaigns(access),
    adSets: await meta.listAdSets(access),
    ads: await meta.listAds(access),
  };
}

type Node = { id: string; name: string };

async function place(
  tx: TenantTransaction,
  organizationId: string,
  accountId: string,
  nodes: readonly Node[],
  nameOf: (node: Node) => AdTreeName,
): Promise<Map<string, string>> {
  const names = nodes.map(nameOf);
  const kind = names[0]?.kind;
  if (kind === undefined) return new Map();
  const { ids } = await resolveNodes(tx, organizationId, accountId, names, null);
  const pairs = names.flatMap((name) => {
    const id = ids.get(nodeKey(name));
    return id === undefined || name.externalId === null ? [] : [{ id, name: name.name, externalId: name.externalId }];
  });
  await renameNodes(tx, kind, new Map(pairs.map(({ id, name }) => [id, name])));
  return new Map(pairs.map(({ id, externalId }) => [externalId, id]));
}

/** Meta allows names without a letter; a row needs one. */
const named = (name: string, id: string) => (name.trim() === '' ? id : name.slice(0, 1000));

function budgetsOf(campaigns: AdTree['campaigns'], ids: AdIds['campaign'], currency: string): SyncedBudget[] {
  return campaigns.flatMap(({ id, daily_budget, lifetime_budget }) => {
    const campaignId = ids.get(id);
    const given = daily_budget ?? lifetime_budget;
    // Where the money lies with the ad sets, the campaign has none.
    const budgetMinor = given === undefined || given === '0' ? null : toMinorUnits(given, currency);
    if (campaignId === undefined || budgetMinor === null) return [];
    return [{ campaignId, kind: daily_budget === undefined ? 'lifetime' : 'daily', budgetMinor, currency } as const];
  });
}

function statusesOf(campaigns: AdTree['campaigns'], ids: AdIds['campaign']): Map<string, string> {
  return new Map(
    campaigns.flatMap(({ id, effective_status: status }): [string, string][] => {
      const campaignId = ids.get(id);
      return campaignId === undefined || !status ? [] : [[campaignId, status]];
    }),
  );
}

/** Finds or makes the rows of campaigns, ad sets and ads, and gives them the names and budgets they have now. */
export async function placeAdTree(
  tx: TenantTransaction,
  organizationId: string,
  accountId: string,
  { campaigns, adSets, ads }: AdTree,
  currency: string,
): Promise<AdIds> {
  await lockSubjects(tx, organizationId);
  const campaign = await place(tx, organizationId, accountId, campaigns, ({ id, name }) => ({
    kind: 'campaign',
    name: named(name, id),
    externalId: id,
    campaignId: null,
    adSetId: null,
  }));
  await writeSyncedBudgets(tx, budgetsOf(campaigns, campaign, currency));
  await writePlatformStatuses(tx, statusesOf(campaigns, campaign));
  const parentOf = new Map([...adSets, ...ads].map(({ id, campaign_id }) => [id, campaign.get(campaign_id) ?? null]));
  const adSet = await place(tx, organizationId, accountId, adSets, ({ id, name }) => ({
    kind: 'adSet',
    name: named(name, id),
    externalId: id,
    campaignId: parentOf.get(id) ?? null,
    adSetId: null,
  }));
  const setOf = new Map(ads.map(({ id, adset_id }) => [id, adSet.get(adset_id) ?? null]));
  const ad = await place(tx, organizationId, accountId, ads, ({ id, name }) => ({
    kind: 'ad',
    name: named(name, id),
    externalId: id,
    campaignId: parentOf.get(id) ?? null,
    adSetId: setOf.get(id) ?? null,
  }));
  return { campaign, adSet, ad };
}

/** Rows may be about what was deleted on the platform and is in no list any more: it is made from what the rows say. */
export function missingFrom(tree: AdTree, ids: AdIds, rows: readonly RowNames[]): AdTree | null {
  const added: AdTree = { campaigns: [], adSets: [], ads: [] };
  const seen = new Set<string>();
  const isNew = (known: Map<string, string>, id: string | undefined): id is string =>
    id !== undefined && !known.has(id) && !seen.has(id) && Boolean(seen.add(id));
  for (const { campaign_id, campaign_name = '', adset_id, adset_name = '', ad_id, ad_name = '' } of rows) {
    if (campaign_id === undefined) continue;
    if (isNew(ids.campaign, campaign_id)) added.campaigns.push({ id: campaign_id, name: campaign_name });
    if (isNew(ids.adSet, adset_id)) added.adSets.push({ id: adset_id, name: adset_name, campaign_id });
    if (adset_id !== undefined && isNew(ids.ad, ad_id))
      added.ads.push({ id: ad_id, name: ad_name, campaign_id, adset_id });
  }
  if (seen.size === 0) return null;
  return {
    campaigns: [...tree.campaigns, ...added.campaigns],
    adSets: [...tree.adSets, ...added.adSets],
    ads: [...tree.ads, ...added.ads],
  };
}

type RowNames = Partial<Record<`${'campaign' | 'adset' | 'ad'}_${'id' | 'name'}`, string | undefined>>;
