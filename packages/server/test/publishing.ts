import type { SongTrackPro } from '@songtrackpro/sdk';
import { tendPlatformChanges } from '../src/campaigns/index.ts';
import type { Fault } from '../src/providers/fakes.ts';
import { accountIds, type ConnectionServer } from './connections.ts';
import type { TestOrganization } from './support.ts';

/** What the fake is asked first, to learn whether it would make a campaign, and then to make it. */
export const making = new RegExp(`POST /v[\\d.]+/act_${accountIds[0]}/campaigns$`);
export const looking = new RegExp(`GET /v[\\d.]+/act_${accountIds[0]}/campaigns$`);

export interface Published {
  own: TestOrganization;
  client: SongTrackPro;
  adAccountId: string;
  /** A draft with a daily budget in the ad account's currency. */
  campaignId: string;
  publish(): ReturnType<SongTrackPro['campaigns']['publish']>;
}

/** An organization with a connected ad account and a campaign to be published in it. */
export async function openPublishing({ organization, connect }: ConnectionServer): Promise<Published> {
  const own = await organization();
  const { client } = own;
  const { id } = await connect(client);
  const { accounts } = await client.integrations.selectAccounts({ id, externalIds: [accountIds[0]] });
  const adAccountId = accounts.find(({ externalId }) => externalId === accountIds[0])?.adAccountId ?? '';
  const plan = { budgetKind: 'daily', budgetMinor: 2500, currency: 'EUR' } as const;
  const { id: campaignId } = await client.campaigns.create({ name: 'Release week', ...plan });
  const publish = () => client.campaigns.publish({ id: campaignId, adAccountId, objective: 'traffic' });
  return { own, client, adAccountId, campaignId, publish };
}

/** What goes wrong with the making of a campaign, not with the check before it. */
export const failMaking = ({ meta }: ConnectionServer, fault: Fault) => meta.fail({ fault, on: making, after: 1 });

/** The platform's campaigns that carry the tag of what was published. */
export const madeAt = ({ meta }: ConnectionServer, tag: string) =>
  [...meta.ads.tree.campaigns.values()].filter(({ name }) => name.includes(tag));

/** Does what the job of every minute does, once so many minutes have passed. */
export function tendAfter({ server, clock }: ConnectionServer, minutes: number) {
  clock.advance({ minutes });
  return tendPlatformChanges(server.services, () => false);
}
