import { Graph } from './graph.ts';
import { metaOAuth } from './oauth.ts';
import { readPages } from './read-pages.ts';
import { adAccountFields, MetaAdAccount, MetaPerson } from './schemas.ts';
import type { MetaSettings } from './settings.ts';
import { readSignedRequest } from './signed-request.ts';

/** Everything that is asked of Meta. Every method rejects with a `ProviderError`. */
export function createMetaClient(settings: MetaSettings) {
  const graph = new Graph(settings);
  return {
    ...metaOAuth(settings, graph),

    getPerson: (accessToken: string): Promise<MetaPerson> =>
      graph.call(accessToken, MetaPerson, { path: 'me', parameters: { fields: 'id,name' } }),

    /** The ad accounts that the person let the app see. */
    listAdAccounts: async (accessToken: string): Promise<MetaAdAccount[]> => {
      const call = { path: 'me/adaccounts', parameters: { fields: adAccountFields, limit: '200' } };
      const accounts: MetaAdAccount[] = [];
      for await (const { data } of readPages(graph, async () => accessToken, MetaAdAccount, call))
        accounts.push(...data);
      return accounts;
    },

    /** A notice of Meta's that a person removed the app or wants data deleted; null where it isn't signed by Meta. */
    readSignedRequest: (text: string) => readSignedRequest(text, settings.appSecret),
  };
}

export type MetaClient = ReturnType<typeof createMetaClient>;
