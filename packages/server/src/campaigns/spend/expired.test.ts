import { expect, test } from 'vitest';
import { readyCampaign, spend } from '../../../test/campaigns.ts';
import { campaignsCsv, timelineCsv } from '../../../test/exports.ts';
import { openTestServer } from '../../../test/support.ts';

const early = new Date('2026-02-10T08:00:00.000Z');
/** Two years later: what was stored at the former moment may have expired. */
const late = new Date('2028-03-01T08:00:00.000Z');
let now = early;
const { organization } = await openTestServer({ clock: () => now });
const plan = { startDate: '2026-02-01', endDate: '2028-12-31', budgetMinor: 100_000 };
const wholeFrom = '2026-03-03';

const row = (day: string, amount: string) => ({ name: 'Ads', spend: amount, impressions: 1, reach: 1, day });

test('spend of which a part may have expired is not shown as the whole, and says from when it is whole', async () => {
  now = early;
  const { client } = await organization();
  const { id } = await readyCampaign(client, plan);
  await spend(client, id, [row('2026-02-01', '100'), row('2026-02-02', '100')]);
  const before = await client.campaigns.budget({ id });
  expect(before).toMatchObject({
    spend: { spentMinor: 20_000, atLeastMinor: 20_000, expiredBefore: null, reason: null },
    level: 'ok',
  });
  now = late;
  await client.imports.run({ fileName: 'later.csv' }, campaignsCsv([row('2028-02-20', '100')]));
  const after = await client.campaigns.budget({ id });
  expect(after).toMatchObject({
    spend: { spentMinor: null, atLeastMinor: 30_000, expiredBefore: wholeFrom, reason: 'expired_before' },
    pace: { totalMinor: 100_000, forecastMinor: null },
    level: null,
  });
  const [standing] = (await client.campaigns.overview({ origin: 'manual' })).items;
  expect(standing?.spend).toEqual(after.spend);
});

test('what is left of the spend stops a campaign where it reaches the stop by itself', async () => {
  now = early;
  const { client } = await organization();
  const { id } = await readyCampaign(client, plan);
  await spend(client, id, [row('2026-02-01', '100')]);
  now = late;
  await client.imports.run({ fileName: 'later.csv' }, campaignsCsv([row('2028-02-20', '950')]));
  expect(await client.campaigns.budget({ id })).toMatchObject({
    spend: { spentMinor: null, atLeastMinor: 105_000 },
    level: 'stop',
  });
  expect(await client.campaigns.readiness({ id })).toMatchObject({ missing: ['budget_left'] });
});

test('progress of which a part may have expired is unknown, and reached only by what is left', async () => {
  now = early;
  const { client } = await organization();
  const { id: campaignId, artistId, goalId } = await readyCampaign(client, plan);
  const followers = await client.goals.create({ campaignId, type: 'followers', target: 10 });
  const days = async (fileName: string, rows: [string, number][]) =>
    client.imports.run({ fileName: `${fileName}-audience-timeline.csv`, artistId }, timelineCsv(rows));
  await days('a', [
    ['2026-02-01', 400],
    ['2026-02-02', 200],
  ]);
  expect((await client.goals.get({ id: goalId })).progress).toMatchObject({ current: 600, atLeast: 600, reason: null });
  now = late;
  await days('b', [['2028-02-20', 100]]);
  expect(await client.goals.get({ id: goalId })).toMatchObject({
    progress: { current: null, share: null, atLeast: 700, expiredBefore: wholeFrom, reason: 'expired_before' },
    status: null,
  });
  await days('c', [['2028-02-21', 300]]);
  expect(await client.goals.get({ id: goalId })).toMatchObject({
    progress: { current: null, atLeast: 1000 },
    status: 'reached',
  });
  // A level of the last day says nothing of the days before it.
  expect((await client.goals.get({ id: followers.id })).progress).toMatchObject({ current: 10, expiredBefore: null });
});

test('a campaign that began after what has expired has lost nothing of its streams', async () => {
  now = early;
  const { client } = await organization();
  const own = { ...plan, startDate: '2028-02-01' };
  const { artistId, goalId } = await readyCampaign(client, own);
  await client.imports.run({ fileName: 'a-audience-timeline.csv', artistId }, timelineCsv([['2026-02-01', 400]]));
  now = late;
  await client.imports.run({ fileName: 'b-audience-timeline.csv', artistId }, timelineCsv([['2028-02-20', 100]]));
  expect((await client.goals.get({ id: goalId })).progress).toMatchObject({ current: 100, expiredBefore: null });
});
