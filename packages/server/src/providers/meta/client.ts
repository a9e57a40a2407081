import type { z } from 'zod';
import { adFields, adSetFields, campaignFields, MetaAd, MetaAdSet, MetaCampaign } from './ad-objects.ts';
import { metaCampaigns } from './campaigns.ts';
import { metaAudiences } from './custom-audiences.ts';
import { accessBy, Graph, type MetaAccess } from './graph.ts';
import type { InsightsQuery } from './insights/query.ts';
import { readInsights } from './insights/read-insights.ts';
import { metaOAuth } from './oauth.ts';
import { readPages } from './read-pages.ts';
import { adAccountFields, MetaAdAccount, MetaPerson } from './schemas.ts';
import type { MetaSettings } from './settings.ts';
import { readSignedRequest } from './signed-request.ts';

/** Everything that is asked of Meta. Every method rejects with a `ProviderError`. */
export function createMetaClient(settings: MetaSettings) {
  const graph = new Graph(settings);

  async function readAll<Item extends z.ZodType>(
    access: MetaAccess,
    item: Item,
    path: string,
    parameters: Record<string, string>,
  ): Promise<z.infer<Item>[]> {
    const items: z.infer<Item>[] = [];
    for await (const { data } of readPages(graph, access, item, { path, parameters })) items.push(...data);
    return items;
  }

  return {
    ...metaOAuth(settings, graph),
    ...metaCampaigns(graph),
    ...metaAudiences(graph),

    getPerson: (accessToken: string): Promise<MetaPerson> =>
      graph.call(accessBy(accessToken), MetaPerson, { path: 'me', parameters: { fields: 'id,name' } }),

    /** The ad accounts that the person let the app see. */
    listAdAccounts: (accessToken: string): Promise<MetaAdAccount[]> =>
      readAll(accessBy(accessToken), MetaAdAccount, 'me/adaccounts', { fields: adAccountFields, limit: '200' }),

    getAdAccount: (access: MetaAccess): Promise<MetaAdAccount> =>
      graph.call(access, MetaAdAccount, { path: `act_${access.account}`, parameters: { fields: adAccountFields } }),

    listCampaigns: (access: MetaAccess): Promise<MetaCampaign[]> =>
      readAll(access, MetaCampaign, `act_${access.account}/campaigns`, { fields: campaignFields }),

    listAdSets: (access: MetaAccess): Promise<MetaAdSet[]> =>
      readAll(access, MetaAdSet, `act_${access.account}/adsets`, { fields: adSetFields }),

    listAds: (access: MetaAccess): Promise<MetaAd[]> =>
      readAll(access, MetaAd, `act_${access.account}/ads`, { fields: adFields }),

    /** Rows by day, in pages, whatever the size; see `readInsights`. */
    readInsights: (access: MetaAccess, query: InsightsQuery) => readInsights(graph, access, query),

    /** How much of Meta's limits is used up for an ad account, as the last answers said. */
    usageOf: (account: string) => graph.pauses.gaugesOf(account),

    /** How long nothing may be asked about an ad account. */
    pausedMs: (account: string) => graph.pauses.remainingMs(account),

    /** A notice of Meta's that a person removed the app or wants data deleted; null where it isn't signed by Meta. */
    readSignedRequest: (text: string) => readSignedRequest(text, settings.appSecret),
  };
}

export type MetaClient = ReturnType<typeof createMetaClient>;
