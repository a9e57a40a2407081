import type { NewWebhookEndpoint, WebhookDelivery } from '@songtrackpro/sdk';
import type { ServerOptions } from '../src/server.ts';
import { tendWebhooks } from '../src/webhooks/index.ts';
import { daysFromToday, readyCampaign } from './campaigns.ts';
import { openOwnDatabase } from './own-database.ts';
import { openReceiver, type Receiver } from './receiver.ts';
import { openTestServer, type TestOrganization, type TestServer } from './support.ts';

const local = { allowPrivate: true, allowHttp: true, timeoutMs: 5000 };

/** A server whose clock the test moves, and on which nothing is delivered unless the test says so. */
export async function openWebhookServer(webhooks: ServerOptions['webhooks'] = {}) {
  let aheadMs = 0;
  const clock = () => new Date(Date.now() + aheadMs);
  const stores = await openOwnDatabase();
  const opened = await openTestServer({ clock, stores, worker: false, webhooks: { ...local, ...webhooks } });
  return {
    ...opened,
    stores,
    clock,
    aheadMs: () => aheadMs,
    advance({ seconds = 0, hours = 0, days = 0 }) {
      aheadMs += 1000 * (seconds + 3600 * (hours + 24 * days));
    },
    /** One round over what is due. */
    deliver: () => tendWebhooks(opened.server.services, () => false),
  };
}

export interface Listening {
  own: TestOrganization;
  client: TestOrganization['client'];
  receiver: Receiver;
  id: string;
  secret: string;
  /** Lets something happen: a campaign is paused or goes on. */
  happen(): Promise<void>;
  deliveries(): Promise<WebhookDelivery[]>;
}

/** An organization with a campaign and an endpoint that is told of it. */
export async function openListening(
  { organization }: Pick<TestServer, 'organization'>,
  endpoint: Partial<NewWebhookEndpoint> = {},
): Promise<Listening> {
  const [own, receiver] = await Promise.all([organization(), openReceiver()]);
  const { client } = own;
  // So long that it isn't over where a test moves the clock by weeks.
  const plan = { endDate: daysFromToday(300) };
  const { id: campaignId, version } = await readyCampaign(client, plan);
  let campaign = await client.campaigns.changeStatus({ id: campaignId, version, status: 'active' });
  const { id, secret } = await client.webhooks.create({ url: receiver.url, ...endpoint });
  return {
    own,
    client,
    receiver,
    id,
    secret: secret ?? '',
    async happen() {
      const status = campaign.status === 'active' ? 'paused' : 'active';
      campaign = await client.campaigns.changeStatus({ id: campaign.id, version: campaign.version, status });
    },
    deliveries: () => client.webhooks.listDeliveries({ endpointId: id }).toArray({ limit: 1000 }),
  };
}
