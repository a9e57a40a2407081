import { reportContentHash } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { breakdownCsv, campaignsCsv } from '../../../test/exports.ts';
import { dailyExport, reportedCampaign, reportedRange } from '../../../test/reported-campaign.ts';
import { storedOf } from '../../../test/stored.ts';
import { errorOf, openTestServer, type TestOrganization } from '../../../test/support.ts';

const { server, organization, person } = await openTestServer();

/** What the document store holds of reports, document by document. */
const documentsOf = async ({ id }: TestOrganization) =>
  (await storedOf(server.services, id)).filter((text) => text.startsWith('campaign_reports '));

const codes = ({ flags }: { flags: { code: string }[] }) => flags.map(({ code }) => code);

test('a report tells totals, every day of its range, goals, and what is missing', async () => {
  const owner = await organization();
  const { campaignId } = await reportedCampaign(owner);
  await owner.client.goals.create({ campaignId, type: 'reach', target: 1000 });
  const { id, version, built } = await owner.client.reports.build({ campaignId, ...reportedRange });
  expect({ version, built }).toEqual({ version: 1, built: true });
  const { content } = await owner.client.reports.get({ id });
  expect(content).toMatchObject({
    campaign: { id: campaignId, name: 'Release' },
    range: reportedRange,
    currency: 'USD',
    timeZone: 'Europe/Berlin',
    streamsOf: { kind: 'artist', name: 'Release artist' },
    totals: {
      spend: { value: '6.6' },
      impressions: { value: 300 },
      reach: { value: null, reason: 'not_additive' },
      cpm: { value: 22_000_000 },
      streams: { value: 1600 },
    },
    roi: { roi: { value: null, reason: 'unavailable' }, spend: { value: '6.6' } },
    goals: [{ type: 'reach', target: 1000, current: null, reason: 'no_facts' }],
  });
  expect(content.days.map(({ date, values }) => [date, values.spend?.value, values.streams?.value])).toEqual([
    ['2026-01-05', '1.1', 700],
    ['2026-01-06', '2.2', null],
    ['2026-01-07', null, null],
    ['2026-01-08', '3.3', 900],
  ]);
  expect(content.quality.missing).toMatchObject([
    { of: 'ads', days: 1, ranges: [{ from: '2026-01-07', to: '2026-01-07' }] },
    { of: 'streams', days: 2, ranges: [{ from: '2026-01-06', to: '2026-01-07' }] },
  ]);
  expect(content.quality.provisional.facts).toBe(5);
  expect(content.quality.sources).toMatchObject([
    { fileName: 'Release.csv', source: 'meta_ads_manager', facts: 3, from: '2026-01-05', to: '2026-01-08' },
    { fileName: 'timeline.csv', source: 'spotify_for_artists', facts: 2 },
  ]);
  for (const { sha256 } of content.quality.sources) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
});

test('as long as nothing has changed the stored report is the answer, and no document is written', async () => {
  const owner = await organization();
  const { campaignId } = await reportedCampaign(owner);
  const first = await owner.client.reports.build({ campaignId });
  const before = await documentsOf(owner);
  expect(before).toHaveLength(1);
  for (let round = 0; round < 3; round += 1) {
    expect(await owner.client.reports.build({ campaignId })).toEqual({ ...first, built: false });
  }
  expect(await documentsOf(owner)).toEqual(before);
});

test('what changed makes the next version, and the versions before are read as they were', async () => {
  const owner = await organization();
  const { client } = owner;
  const { campaignId } = await reportedCampaign(owner);
  const { id } = await client.reports.build({ campaignId });
  const first = await client.reports.get({ id, version: 1 });
  await client.imports.run({ fileName: 'later.csv' }, dailyExport('Release', ['1.10', '2.20', '4.40', '3.30']));
  expect(await client.reports.build({ campaignId })).toMatchObject({ id, version: 2, built: true });
  const goal = await client.goals.create({ campaignId, type: 'reach', target: 1000 });
  expect(await client.reports.build({ campaignId })).toMatchObject({ version: 3, built: true });
  await client.goals.update({ id: goal.id, version: goal.version, target: 2000 });
  expect(await client.reports.build({ campaignId })).toMatchObject({ version: 4, built: true });
  const campaign = await client.campaigns.get({ id: campaignId });
  await client.campaigns.update({ id: campaignId, version: campaign.version, name: 'Renamed' });
  expect(await client.reports.build({ campaignId })).toMatchObject({ version: 5, campaignName: 'Renamed' });
  expect(await client.reports.get({ id, version: 1 })).toEqual(first);
  expect((await client.reports.get({ id, version: 2 })).content.totals.spend?.value).toBe('11');
  expect((await client.reports.get({ id })).version).toBe(5);
  const { items } = await client.reports.list({ campaignId });
  expect(items.map(({ version }) => version)).toEqual([5, 4, 3, 2, 1]);
});

test('facts outside of a report’s days leave it as it is', async () => {
  const owner = await organization();
  const { client } = owner;
  const { campaignId } = await reportedCampaign(owner);
  const period = { from: '2026-01-05', to: '2026-01-06' };
  const first = await client.reports.build({ campaignId, ...period });
  await client.imports.run({ fileName: 'later.csv' }, dailyExport('Release', [null, null, '4.40', null]));
  expect(await client.reports.build({ campaignId, ...period })).toEqual({ ...first, built: false });
});

test('as of an earlier moment a report is of what had been recorded by then, whatever comes later', async () => {
  const owner = await organization();
  const { client } = owner;
  const { campaignId } = await reportedCampaign(owner);
  const asOf = new Date().toISOString();
  const first = await client.reports.build({ campaignId, ...reportedRange, asOf });
  await client.imports.run({ fileName: 'later.csv' }, dailyExport('Release', ['9', '9', '9', '9']));
  expect(await client.reports.build({ campaignId, ...reportedRange, asOf })).toEqual({ ...first, built: false });
  const now = await client.reports.build({ campaignId, ...reportedRange });
  expect(now.id).not.toBe(first.id);
  const spendOf = async (id: string) => (await client.reports.get({ id })).content.totals.spend?.value;
  expect([await spendOf(first.id), await spendOf(now.id)]).toEqual(['6.6', '36']);
});

test('of many that build at the same time one stores the version', async () => {
  const owner = await organization();
  const { campaignId } = await reportedCampaign(owner);
  const built = await Promise.all(Array.from({ length: 5 }, () => owner.client.reports.build({ campaignId })));
  expect(built.filter((report) => report.built)).toHaveLength(1);
  expect(new Set(built.map(({ id, version, contentHash }) => `${id} ${version} ${contentHash}`)).size).toBe(1);
  expect(await documentsOf(owner)).toHaveLength(1);
});

test('a frozen version keeps its content and hashes through any rebuild, and whoever has it can check them', async () => {
  const owner = await organization();
  const { client } = owner;
  const { campaignId } = await reportedCampaign(owner);
  const { id, contentHash } = await client.reports.build({ campaignId });
  const frozen = await client.reports.freeze({ id, version: 1 });
  expect(frozen).toMatchObject({ contentHash, frozenAt: expect.any(String), pdfHash: expect.any(String) });
  expect(await client.reports.freeze({ id, version: 1 })).toEqual(frozen);
  await client.imports.run({ fileName: 'later.csv' }, dailyExport('Release', ['9', '9', '9', '9']));
  expect((await client.reports.build({ campaignId })).version).toBe(2);
  const { content, ...entry } = await client.reports.get({ id, version: 1 });
  expect(entry).toEqual(frozen);
  expect(await reportContentHash(content)).toBe(contentHash);
  expect(await reportContentHash({ ...content, currency: 'EUR' })).not.toBe(contentHash);
  expect(await client.reports.verify({ id, version: 1 })).toMatchObject({
    computedHash: contentHash,
    computedPdfHash: frozen.pdfHash,
    matches: true,
    pdfMatches: true,
  });
  expect(await client.reports.verify({ id, version: 2 })).toMatchObject({ matches: true, pdfMatches: null });
  const { sha256 } = await client.reports.export({ id, version: 1, format: 'pdf' });
  expect(sha256).toBe(frozen.pdfHash);
});

test('a frozen version is deleted only where that is said, any other at once', async () => {
  const owner = await organization();
  const { client } = owner;
  const { campaignId } = await reportedCampaign(owner);
  const { id } = await client.reports.build({ campaignId });
  await client.reports.freeze({ id, version: 1 });
  expect(await errorOf(client.reports.delete({ id, version: 1 }))).toMatchObject({ code: 'conflict' });
  await client.reports.delete({ id, version: 1, evenFrozen: true });
  expect(await errorOf(client.reports.get({ id }))).toMatchObject({ code: 'not_found' });
  expect(await documentsOf(owner)).toEqual([]);
});

test('clicks that outnumber impressions are kept and flagged', async () => {
  const owner = await organization();
  const { client } = owner;
  const { campaignId } = await reportedCampaign(owner);
  const of = { subjectKind: 'campaign' as const, subjectId: campaignId, observedAt: '2026-02-02T00:00:00.000Z' };
  const values = { impressions: 10, clicks: 12, spend: '5' };
  await client.metrics.push({ facts: [{ ...of, date: '2026-02-01', currency: 'USD', values }] });
  const { id } = await client.reports.build({ campaignId, from: '2026-02-01', to: '2026-02-01' });
  const { content } = await client.reports.get({ id });
  expect(content.totals).toMatchObject({ clicks: { value: 12 }, impressions: { value: 10 }, ctr: { value: 1.2 } });
  expect(content.quality.flags.find(({ code }) => code === 'clicks_over_impressions')?.message).toContain(
    '2026-02-01: 12 of 10',
  );
  expect(content.quality.sources).toMatchObject([{ source: 'push', importId: null, fileName: null, facts: 1 }]);
});

test('a totals row that isn’t the sum of its rows is told by how much', async () => {
  const { client } = await organization();
  const rows = [
    { name: '', spend: '9.50', impressions: 305, reach: 9 },
    { name: 'One', spend: '4.00', impressions: 100, reach: 5 },
    { name: 'Two', spend: '5.00', impressions: 200, reach: 6 },
  ];
  await client.imports.run({ fileName: 'campaigns.csv' }, campaignsCsv(rows));
  const [campaign] = (await client.campaigns.list({ text: 'One' })).items;
  const { id } = await client.reports.build({ campaignId: campaign?.id ?? '' });
  const { content } = await client.reports.get({ id });
  const flag = content.quality.flags.find(({ code }) => code === 'totals_row_differs');
  expect(flag?.message).toContain('Amount spent +0.5 USD, Impressions +5');
  expect(content.totals.spend?.value).toBe('4');
});

test('days that do not add up to the stated period are told by how much', async () => {
  const owner = await organization();
  const { client } = owner;
  await client.imports.run({ fileName: 'daily.csv' }, dailyExport('One', ['1', '2', '3', '4']));
  const whole = campaignsCsv([{ name: 'One', spend: '10.25', impressions: 400, reach: 90 }], reportedRange);
  await client.imports.run({ fileName: 'whole.csv' }, whole);
  const [campaign] = (await client.campaigns.list()).items;
  const { id } = await client.reports.build({ campaignId: campaign?.id ?? '' });
  const { content } = await client.reports.get({ id });
  expect(content.totals.reach?.value).toBe(90);
  expect(codes(content.quality)).toContain('days_differ_from_period');
  expect(content.quality.flags.find(({ code }) => code === 'days_differ_from_period')?.message).toContain('-0.25 USD');
});

test('a campaign without numbers has a report that says so', async () => {
  const { client } = await organization();
  const campaign = await client.campaigns.create({ name: 'Planned' });
  const { id } = await client.reports.build({ campaignId: campaign.id });
  const { content } = await client.reports.get({ id });
  expect(content).toMatchObject({ range: null, days: [], quality: { flags: [{ code: 'no_numbers' }] } });
  const { content: pdf } = await client.reports.export({ id, format: 'pdf' });
  expect(Buffer.from(pdf, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
});

test('a planned campaign is reported by the ad campaigns that carry it out', async () => {
  const owner = await organization();
  const { client } = owner;
  const { campaignId: adCampaignId, artistId } = await reportedCampaign(owner);
  const plan = await client.campaigns.create({ name: 'Plan', artistId });
  await client.campaigns.linkAdCampaigns({ id: plan.id, adCampaignIds: [adCampaignId] });
  const { id } = await client.reports.build({ campaignId: plan.id });
  const { content } = await client.reports.get({ id });
  expect(content).toMatchObject({
    campaign: { name: 'Plan' },
    range: reportedRange,
    totals: { spend: { value: '6.6' }, streams: { value: 1600 } },
  });
});

test('a range has both ends, in their order, and isn’t longer than a report can be', async () => {
  const { client } = await organization();
  const campaign = await client.campaigns.create({ name: 'Planned' });
  const campaignId = campaign.id;
  const refused = [
    { campaignId, from: '2026-01-01' },
    { campaignId, from: '2026-01-02', to: '2026-01-01' },
    { campaignId, from: '2020-01-01', to: '2026-01-01' },
  ];
  for (const input of refused)
    expect(await errorOf(client.reports.build(input))).toMatchObject({ code: 'invalid_input' });
});

test('a member who is restricted to artists builds, lists and reads the reports of their campaigns alone', async () => {
  const owner = await organization();
  const mine = await reportedCampaign(owner, 'Mine');
  const theirs = await reportedCampaign(owner, 'Theirs');
  const own = await owner.client.reports.build({ campaignId: mine.campaignId });
  const other = await owner.client.reports.build({ campaignId: theirs.campaignId });
  const { client } = await person({ organization: owner, role: 'manager', artistIds: [mine.artistId] });
  expect((await client.reports.list()).items.map(({ id }) => id)).toEqual([own.id]);
  expect(await client.reports.build({ campaignId: mine.campaignId })).toEqual({ ...own, built: false });
  const beyond: (() => PromiseLike<unknown>)[] = [
    () => client.reports.get({ id: other.id }),
    () => client.reports.export({ id: other.id, format: 'csv' }),
    () => client.reports.freeze({ id: other.id, version: 1 }),
    () => client.reports.delete({ id: other.id, version: 1 }),
    () => client.reports.share({ id: other.id, version: 1 }),
    () => client.reports.build({ campaignId: theirs.campaignId }),
  ];
  for (const call of beyond) expect(await errorOf(call())).toMatchObject({ code: 'not_found' });
});

test('countries, ages and genders stand in it as the source breaks them down, the most spend first', async () => {
  const { client } = await organization();
  const day = '2026-01-05';
  const part = (member: string, spend: string) => ({ name: 'One', day, member, spend, reach: 10 });
  await client.imports.run({ fileName: 'daily.csv' }, dailyExport('One', ['9', null, null, null]));
  const countries = breakdownCsv('Country', [part('DE', '2'), part('FR', '6.5')]);
  await client.imports.run({ fileName: 'countries.csv' }, countries);
  await client.imports.run({ fileName: 'ages.csv' }, breakdownCsv('Age', [part('18-24', '4'), part('25-34', '5')]));
  const [campaign] = (await client.campaigns.list()).items;
  const { id } = await client.reports.build({ campaignId: campaign?.id ?? '', from: day, to: day });
  const { content } = await client.reports.get({ id });
  expect(content.locations.map(({ country, values }) => [country, values.spend?.value])).toEqual([
    ['FR', '6.5'],
    ['DE', '2'],
  ]);
  expect(content.demographics.map(({ age, gender }) => [age, gender])).toEqual([
    ['25-34', null],
    ['18-24', null],
  ]);
  expect(content.totals.spend?.value).toBe('9');
  expect(content.quality.flags.find(({ code }) => code === 'groups_differ')?.message).toContain('spend by -0.5');
});

test('revenue and costs that the organization states give a return, also beside what the platform states', async () => {
  const owner = await organization();
  const { client } = owner;
  const { campaignId } = await reportedCampaign(owner);
  const of = { subjectKind: 'campaign' as const, subjectId: campaignId, observedAt: '2026-01-09T00:00:00.000Z' };
  const values = { revenue: '30', totalCost: '20' };
  await client.metrics.push({ facts: [{ ...of, date: '2026-01-05', currency: 'USD', values }] });
  const { id } = await client.reports.build({ campaignId, ...reportedRange });
  const { content } = await client.reports.get({ id });
  expect(content.roi).toMatchObject({ roi: { value: 0.5 }, revenue: { value: '30' }, spend: { value: '6.6' } });
  expect(content.totals.spend?.value).toBe('6.6');
});
