import { expect, test } from 'vitest';
import type { InsightsQuery } from '../../src/providers/index.ts';
import { account, openMeta, refusalOf, rowsOf } from './open-meta.ts';

const now = () => new Date('2026-11-20T12:00:00Z');
const days = (since: string, until: string, level: InsightsQuery['level'] = 'ad'): InsightsQuery => ({
  level,
  breakdowns: [],
  since,
  until,
});
const keyOf = (row: { ad_id?: string | undefined; date_start: string }) => `${row.ad_id} ${row.date_start}`;

test('rows of every ad and day come once, over as many pages as they need', async () => {
  const { client, access, fake } = await openMeta({ now, ads: { campaigns: 5, adSets: 2, ads: 4 } });
  const before = fake.requests.length;
  const rows = await rowsOf(client.readInsights(access, days('2026-10-01', '2026-10-31')));
  expect(rows.length).toBe(40 * 31);
  expect(new Set(rows.map(keyOf)).size).toBe(rows.length);
  expect(fake.requests.length - before).toBe(3);
  expect(rows[0]?.spend).toMatch(/^\d+\.\d{2}$/);
});

test('campaigns, ad sets and ads are read with their parents and budgets in minor units', async () => {
  const { client, access } = await openMeta({ now, ads: { campaigns: 30, adSets: 2, ads: 1 } });
  const [campaigns, adSets, ads] = [
    await client.listCampaigns(access),
    await client.listAdSets(access),
    await client.listAds(access),
  ];
  expect([campaigns.length, adSets.length, ads.length]).toEqual([30, 60, 60]);
  expect(campaigns[0]).toMatchObject({ daily_budget: '2500', effective_status: 'ACTIVE' });
  expect(campaigns.map(({ id }) => id)).toContain(adSets[0]?.campaign_id);
  expect(adSets.map(({ id }) => id)).toContain(ads[0]?.adset_id);
});

test('what is too much for one answer is read in halves of the range', async () => {
  const { client, access, fake } = await openMeta({ now, mostRows: { direct: 30 } });
  const rows = await rowsOf(client.readInsights(access, days('2026-10-01', '2026-10-14')));
  expect(rows.length).toBe(8 * 14);
  expect(new Set(rows.map(keyOf)).size).toBe(rows.length);
  // 14, 7, 3: then it fits; no report was needed.
  expect(fake.requests.filter((request) => request.startsWith('POST /v26.0/act_'))).toEqual([]);
});

test('a single day that is too much is read as a report', async () => {
  const { client, access, fake } = await openMeta({ now, mostRows: { direct: 5 } });
  const rows = await rowsOf(client.readInsights(access, days('2026-10-01', '2026-10-01')));
  expect(rows.length).toBe(8);
  expect(fake.requests).toContain(`POST /v26.0/act_${account}/insights`);
});

test('an answer that doesn’t come within the time is asked for as a report', async () => {
  const { client, access, fake, slept } = await openMeta({ now }, { timeoutMs: 1500 });
  fake.fail({ on: /GET .*act_\d+\/insights/, fault: { kind: 'silent' } });
  const rows = await rowsOf(client.readInsights(access, days('2026-10-01', '2026-10-03')));
  expect(rows.length).toBe(24);
  expect(slept.length).toBeGreaterThan(2);
});

test('a report that fails because it is too much is made in halves; one that fails otherwise says so', async () => {
  const { client, access, fake } = await openMeta({ now, mostRows: { direct: 5 } });
  const query = days('2026-10-01', '2026-10-01');
  fake.ads.reports.endNext({ status: 'Job Failed', code: 100, subcode: 1487534 });
  expect(await refusalOf(rowsOf(client.readInsights(access, query)))).toMatchObject({ kind: 'too_large' });
  fake.ads.reports.endNext({ status: 'Job Failed', code: 2 });
  expect(await refusalOf(rowsOf(client.readInsights(access, query)))).toMatchObject({ kind: 'transient', code: '2' });
  fake.ads.reports.endNext({ status: 'Job Skipped' });
  expect(await refusalOf(rowsOf(client.readInsights(access, query)))).toMatchObject({ reason: 'report_failed' });
});

test('a token that expires in the middle of a report ends it as expired; one that was renewed meanwhile goes on', async () => {
  const { client, access, fake, token } = await openMeta({ now, mostRows: { direct: 5 } });
  const query = days('2026-10-01', '2026-10-01');
  const looking = /GET \/v26.0\/6\d{14}$/;
  let asked = 0;
  const later = {
    ...access,
    token: async () => {
      asked += 1;
      if (asked === 4) fake.state.endTokens('900000000000001', 463);
      return token;
    },
  };
  const error = await refusalOf(rowsOf(client.readInsights(later, query)));
  expect(error).toMatchObject({ kind: 'expired', reason: 'token_expired', code: '190', subcode: '463' });
  expect(fake.requests.filter((request) => looking.test(request)).length).toBeGreaterThan(0);

  const renewed = fake.state.issueToken('900000000000001', 'long').token;
  let calls = 0;
  const renewing = {
    ...access,
    token: async () => (calls++ < 3 ? renewed : fake.state.issueToken('900000000000001', 'long').token),
  };
  expect((await rowsOf(client.readInsights(renewing, query))).length).toBe(8);
});

test('a token that is revoked between two pages ends the reading as expired', async () => {
  const { client, access, fake } = await openMeta({ now, ads: { campaigns: 5, adSets: 2, ads: 4 } });
  const pages = client.readInsights(access, days('2026-10-01', '2026-10-31'));
  expect((await pages.next()).value?.length).toBe(500);
  fake.state.endTokens('900000000000001', 460);
  expect(await refusalOf(pages.next())).toMatchObject({ kind: 'expired', reason: 'password_changed' });
});

test('a page that comes twice adds nothing', async () => {
  const { client, access, fake } = await openMeta({ now, ads: { campaigns: 5, adSets: 2, ads: 5 } });
  const query = days('2026-10-01', '2026-10-31');
  const whole = await rowsOf(client.readInsights(access, query));
  fake.ads.pageFaults.push('repeated');
  const error = await refusalOf(rowsOf(client.readInsights(access, query)));
  // The page that stood in the repeated one's place is missing, and that is noticed too.
  expect(error).toMatchObject({ kind: 'transient', reason: 'incomplete_pages' });
  expect((await rowsOf(client.readInsights(access, query))).length).toBe(whole.length);
});

test('a page that is missing is noticed, because the sums over all pages are asked for too', async () => {
  const { client, access, fake } = await openMeta({ now, ads: { campaigns: 5, adSets: 2, ads: 5 } });
  fake.ads.pageFaults.push('missing');
  const error = await refusalOf(rowsOf(client.readInsights(access, days('2026-10-01', '2026-10-31'))));
  expect(error).toMatchObject({ kind: 'transient', reason: 'incomplete_pages' });
});

test('the address of the next page is never followed', async () => {
  const { client, access, fake } = await openMeta({ now, ads: { campaigns: 5, adSets: 2, ads: 4 } });
  await rowsOf(client.readInsights(access, days('2026-10-01', '2026-10-31')));
  // It carries a token in the address, which the fake refuses.
  expect(fake.requests.length).toBeGreaterThan(3);
});
