import { onStoreCalls } from '@songtrackpro/db';
import { expect, test, vi } from 'vitest';
import { daysFromToday, readyCampaign, spend } from '../../../test/campaigns.ts';
import { campaignsCsv } from '../../../test/exports.ts';
import { errorOf, openTestServer } from '../../../test/support.ts';

const { organization } = await openTestServer();

const unknown = {
  spentMinor: null,
  atLeastMinor: null,
  expiredBefore: null,
  currency: null,
  source: null,
  asOf: null,
  through: null,
};

test('spend is unknown with a reason, never 0, until an ad campaign is linked and has numbers', async () => {
  const { client } = await organization();
  const { id } = await readyCampaign(client);
  expect((await client.campaigns.budget({ id })).spend).toEqual({ ...unknown, reason: 'no_ad_campaign' });
  await spend(client, id, [{ name: 'Ads', spend: '', impressions: 1, reach: 1 }]);
  const { spend: silent, level } = await client.campaigns.budget({ id });
  expect(silent).toEqual({ ...unknown, reason: 'no_facts' });
  expect(level).toBeNull();
});

test('spend of several ad campaigns is summed exactly and rounded once', async () => {
  const { client } = await organization();
  const { id } = await readyCampaign(client);
  await spend(client, id, [
    { name: 'A', spend: '100.004', impressions: 1, reach: 1 },
    { name: 'B', spend: '0.004', impressions: 1, reach: 1 },
  ]);
  const { spend: found } = await client.campaigns.budget({ id });
  expect(found).toMatchObject({ spentMinor: 10_001, reason: null, currency: 'USD', through: '2026-01-31' });
});

test('days and a whole period are alternatives: the one that covers more days counts, and they are never added', async () => {
  const { client } = await organization();
  const { id } = await readyCampaign(client);
  await spend(client, id, [{ name: 'A', spend: '300', impressions: 1, reach: 1 }]);
  const days = ['2026-01-01', '2026-01-02'].map((day) => ({ name: 'A', spend: '7', impressions: 1, reach: 1, day }));
  await client.imports.run({ fileName: 'days.csv' }, campaignsCsv(days));
  expect((await client.campaigns.budget({ id })).spend.spentMinor).toBe(30_000);
});

test('money of another currency than the budget’s is not compared with it', async () => {
  const { client } = await organization();
  const { id } = await readyCampaign(client, { currency: 'EUR' });
  await spend(client, id, [{ name: 'A', spend: '300', impressions: 1, reach: 1 }]);
  expect((await client.campaigns.budget({ id })).spend).toEqual({ ...unknown, reason: 'currency_differs' });
});

test('pace says what is expected, where it ends and when the money is gone', async () => {
  const { client } = await organization();
  const plan = { startDate: daysFromToday(-10), endDate: daysFromToday(9), budgetMinor: 100_000 };
  const { id } = await readyCampaign(client, plan);
  const days = [-10, -9, -8, -7].map((offset) => ({
    name: 'A',
    spend: '100',
    impressions: 1,
    reach: 1,
    day: daysFromToday(offset),
  }));
  await spend(client, id, days);
  const { pace, level, spend: found } = await client.campaigns.budget({ id });
  expect(found).toMatchObject({ spentMinor: 40_000, through: daysFromToday(-7) });
  expect(pace).toMatchObject({
    totalMinor: 100_000,
    expectedThroughMinor: 20_000,
    forecastMinor: 200_000,
    runsOutOn: daysFromToday(-1),
    warnAtMinor: 80_000,
    stopAtMinor: 100_000,
  });
  expect(level).toBe('ok');
});

test('a campaign without budget or dates has no pace', async () => {
  const { client } = await organization();
  const { id } = await client.campaigns.create({ name: 'x' });
  expect(await client.campaigns.budget({ id })).toMatchObject({ campaignId: id, pace: null, level: null });
});

test('several ad campaigns carry out one of ours, and each of them one only', async () => {
  const { client } = await organization();
  const [one, two] = [await readyCampaign(client), await readyCampaign(client)];
  const ads = ['A', 'B'].map((name) => ({ name, spend: '1', impressions: 1, reach: 1 }));
  const adCampaignIds = await spend(client, one.id, ads);
  expect(adCampaignIds).toHaveLength(2);
  const [first = ''] = adCampaignIds;
  const taken = client.campaigns.linkAdCampaigns({ id: two.id, adCampaignIds });
  expect(await errorOf(taken)).toMatchObject({ code: 'conflict', details: { ids: adCampaignIds } });
  const { adCampaigns } = await client.campaigns.unlinkAdCampaigns({ id: one.id, adCampaignIds: [first] });
  expect(adCampaigns.map(({ id }) => id)).toEqual(adCampaignIds.slice(1));
  await client.campaigns.linkAdCampaigns({ id: two.id, adCampaignIds: [first] });
  expect((await client.campaigns.listAdCampaigns({ id: two.id })).adCampaigns.map(({ id }) => id)).toEqual([first]);
});

test('only imported campaigns of the organization are linked, and only to ours', async () => {
  const [{ client }, other] = [await organization(), await organization()];
  const [one, two] = [await readyCampaign(client), await readyCampaign(client)];
  const theirs = await readyCampaign(other.client);
  const foreign = await spend(other.client, theirs.id, [{ name: 'A', spend: '1', impressions: 1, reach: 1 }]);
  for (const adCampaignIds of [[two.id], foreign]) {
    const error = await errorOf(client.campaigns.linkAdCampaigns({ id: one.id, adCampaignIds }));
    expect(error).toMatchObject({ code: 'not_found', details: { ids: adCampaignIds } });
  }
  const own = await spend(client, one.id, [{ name: 'A', spend: '1', impressions: 1, reach: 1 }]);
  const [id = ''] = own;
  expect(await errorOf(client.campaigns.linkAdCampaigns({ id, adCampaignIds: own }))).toMatchObject({
    code: 'conflict',
  });
});

test('the overview says of each campaign what `budget` and `goals.list` say', async () => {
  const { client } = await organization();
  const [one, two] = [await readyCampaign(client), await readyCampaign(client)];
  await client.goals.create({ campaignId: one.id, type: 'reach', target: 10 });
  await spend(client, one.id, [{ name: 'A', spend: '55.5', impressions: 9, reach: 7 }]);
  const standings = (await client.campaigns.overview({ origin: 'manual' })).items;
  expect(standings.map(({ campaign }) => campaign.id)).toEqual([two.id, one.id]);
  for (const { campaign, spend: found, goals } of standings) {
    expect(campaign).toEqual(await client.campaigns.get({ id: campaign.id }));
    expect(found).toEqual((await client.campaigns.budget({ id: campaign.id })).spend);
    expect(goals.toReversed()).toEqual((await client.goals.list({ campaignId: campaign.id })).items);
  }
  expect(standings[1]?.spend.spentMinor).toBe(5550);
});

test('the overview asks each ledger once, however many campaigns and goals there are', async () => {
  const { client } = await organization();
  const asked = async (): Promise<string[]> => {
    const found: string[] = [];
    const stop = onStoreCalls({
      begin: ({ store, operation, target }) => {
        if (store === 'documents' && operation !== 'write') found.push(`${operation} ${target}`);
        return undefined;
      },
      end: () => {},
    });
    await client.campaigns.overview();
    stop();
    return found.filter((call) => /campaign_metrics|spotify_metrics/.test(call)).sort();
  };
  const one = await readyCampaign(client);
  await spend(client, one.id, [{ name: 'A', spend: '1', impressions: 1, reach: 1 }]);
  const both = ['find campaign_metrics', 'find spotify_metrics'];
  // The server's own loops read the ledger too, now and then; a question that asks more often does so each time.
  const asksEachOnce = (): Promise<unknown> => vi.waitFor(async () => expect(await asked()).toEqual(both), 5000);
  await asksEachOnce();
  for (let more = 0; more < 5; more += 1) {
    const { id: campaignId } = await readyCampaign(client);
    await client.goals.create({ campaignId, type: 'followers', target: 1 });
  }
  await asksEachOnce();
});
