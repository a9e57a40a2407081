import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { readyCampaign } from '../../test/campaigns.ts';
import { openTestServer } from '../../test/support.ts';
import { tendAllCampaigns } from './tend-campaigns.ts';

const { server, organization } = await openTestServer();

const run = (signal: AbortSignal) => tendAllCampaigns.run(server.services, null, { id: randomUUID(), signal });

test('a round looks after every organization that has something to do, and begins none once it is stopped', async () => {
  const [one, two] = [await organization(), await organization()];
  const campaigns = [
    { client: one.client, ...(await readyCampaign(one.client, { scheduled: true })) },
    { client: two.client, ...(await readyCampaign(two.client, { scheduled: true })) },
  ];
  const statuses = () =>
    Promise.all(campaigns.map(async ({ client, id }) => (await client.campaigns.get({ id })).status));
  await run(AbortSignal.abort());
  expect(await statuses()).toEqual(['draft', 'draft']);
  await run(new AbortController().signal);
  expect(await statuses()).toEqual(['active', 'active']);
});
