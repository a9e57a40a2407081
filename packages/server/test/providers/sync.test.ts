import { claimSync, listDueSyncs } from '@songtrackpro/db';
import type { Series } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { againAfterMs, syncAdAccount } from '../../src/integrations/sync/index.ts';
import { graphErrorBody } from '../../src/providers/meta/fake/graph-errors.ts';
import { account } from './open-meta.ts';
import { type OpenSync, openSyncServer } from './open-sync.ts';

const { connect, clock, server } = await openSyncServer();
const act = `act_${account}`;
const insights = /GET .*act_\d+\/insights/;

const seriesOf = ({ organization, adAccountId }: OpenSync, from: string, to: string, asOf?: string): Promise<Series> =>
  organization.client.metrics.series({
    subjects: [{ kind: 'adAccount', id: adAccountId }],
    metrics: ['spend', 'impressions'],
    from,
    to,
    ...(asOf !== undefined && { asOf }),
  });
/** So many days before today, by the clock of the file, which tests move on. */
const daysAgo = (days: number) => new Date(clock.now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
const spendOn = async (open: OpenSync, date: string, asOf?: string) =>
  (await seriesOf(open, date, date, asOf)).totals.totals.spend?.value ?? null;

test('the first sync brings campaigns with their budgets and every day since the first of them', async () => {
  const open = await connect();
  expect(await open.syncNow()).toBe('done');
  const { items } = await open.organization.client.campaigns.list({});
  expect(items.map(({ name, origin, budgetMinor, currency }) => [name, origin, budgetMinor, currency])).toEqual(
    expect.arrayContaining([
      ['Single 1', 'import', 2500, 'EUR'],
      ['Single 2', 'import', null, null],
    ]),
  );
  const [health] = await open.health();
  expect(health).toMatchObject({ status: 'idle', name: 'Label ads', lagSeconds: 0, unreconciled: 0, fault: null });
  expect(health?.backFill?.done).toBe(health?.backFill?.total);
  expect(health?.backFill?.total).toBeGreaterThan(0);
  expect(health?.quotaLeftPercent).toBeGreaterThan(0);
  expect(open.told).toEqual([null]);
  const { readings } = await seriesOf(open, daysAgo(31), daysAgo(0));
  expect(readings[0]).toMatchObject({ source: 'meta_api', missing: [] });
});

test('levels and breakdowns are facts of their own, and what the levels spent is the same', async () => {
  const open = await connect();
  await open.syncNow();
  const { client } = open.organization;
  const { items } = await client.campaigns.list({});
  const range = { from: daysAgo(10), to: daysAgo(8) };
  const ask = async (groupBy: ('ad' | 'adSet' | 'age')[]) => {
    const subjects = items.map(({ id }) => ({ kind: 'campaign' as const, id }));
    return client.metrics.series({ ...range, metrics: ['spend'], subjects, groupBy });
  };
  const whole = (await seriesOf(open, range.from, range.to)).totals.totals.spend?.value;
  for (const groupBy of [[], ['adSet'], ['ad']] as ('ad' | 'adSet')[][])
    expect((await ask(groupBy)).totals.totals.spend?.value, groupBy.join()).toBe(whole);
  const byAge = await ask(['age']);
  expect(byAge.groups.length).toBe(2);
});

test('a sync that finds everything as it was writes nothing', async () => {
  const open = await connect();
  await open.syncNow();
  const [before] = await open.health();
  clock.now = new Date(clock.now.getTime() + 60_000);
  expect(await open.syncNow()).toBe('done');
  const [after] = await open.health();
  expect(after?.rowsRead).toBeGreaterThan(before?.rowsRead ?? 0);
  expect(after?.factsChanged).toBe(before?.factsChanged);
  expect(after?.restatedShare).toBe(0);
});

test('a restated day becomes a version, and yesterday’s answer stays what it was', async () => {
  const open = await connect();
  await open.syncNow();
  const date = daysAgo(5);
  const [was, asOf] = [await spendOn(open, date), clock.now.toISOString()];
  open.fake.ads.delivery.restate({ account: act, date, factor: 0.5 });
  clock.now = new Date(clock.now.getTime() + 3_600_000);
  await open.syncNow();
  const is = await spendOn(open, date);
  expect(Number(is)).toBeLessThan(Number(was));
  expect(await spendOn(open, date, asOf)).toBe(was);
  expect((await open.health())[0]?.restatedShare).toBeGreaterThan(0);
  const { items } = await open.organization.client.metrics.revisions({
    since: asOf,
    subjectKind: 'adAccount',
    subjectId: open.adAccountId,
  });
  expect(items.map(({ from, statements }) => [from, statements.map(({ kind }) => kind)])).toEqual([[date, ['sync']]]);
});

test('a day of which nothing is left is withdrawn', async () => {
  const open = await connect();
  await open.syncNow();
  const date = daysAgo(6);
  expect(await spendOn(open, date)).not.toBeNull();
  open.fake.ads.delivery.restate({ account: act, date, factor: 0 });
  clock.now = new Date(clock.now.getTime() + 3_600_000);
  await open.syncNow();
  expect(await spendOn(open, date)).toBeNull();
});

test('days older than 28 are final and not asked for again; after a pause none is left out', async () => {
  const open = await connect();
  await open.syncNow();
  const stateOn = async (date: string) => (await seriesOf(open, date, date)).groups[0]?.points[0]?.state;
  const today = daysAgo(0);
  const [final, open27] = [daysAgo(28), daysAgo(27)];
  expect([await stateOn(final), await stateOn(open27), await stateOn(today)]).toEqual([
    'final',
    'provisional',
    'provisional',
  ]);
  clock.now = new Date(clock.now.getTime() + 10 * 86_400_000);
  await open.syncNow();
  expect(await stateOn(open27)).toBe('final');
  const { readings } = await seriesOf(open, final, daysAgo(0));
  expect(readings[0]?.missing).toEqual([]);
});

test('one process at a time syncs an account, and what was asked for meanwhile is done afterwards', async () => {
  const open = await connect();
  await open.syncNow();
  const claim = await claimSync(server.services.postgres, open.adAccountId);
  expect(await open.syncNow()).toBe('busy');
  await claim?.release();
  expect(await open.sync()).toBe('done');
  expect(await open.sync()).toBe('not_due');
});

test('what is due is found again: asked for, left behind by a process, waited long enough, or a few hours old', async () => {
  const open = await connect();
  const isDue = async () => {
    const found = await listDueSyncs(server.services.postgres, { now: clock.now, againAfterMs });
    return found.some(({ adAccountId }) => adAccountId === open.adAccountId);
  };
  const stopping = new AbortController();
  const due = { organizationId: open.organization.id, adAccountId: open.adAccountId };
  let calls = 0;
  const stopInTheMiddle = {
    ...open.deps,
    accessTokenOf: async () => {
      calls += 1;
      if (calls === 8) stopping.abort();
      return open.token;
    },
  };
  await open.syncNow();
  expect(await isDue()).toBe(false);
  clock.now = new Date(clock.now.getTime() + againAfterMs);
  expect(await isDue()).toBe(true);
  expect(await syncAdAccount(server.services, stopInTheMiddle, due, stopping.signal)).toBe('stopped');
  expect(await isDue()).toBe(true);
  expect(await open.sync()).toBe('done');
  expect(await isDue()).toBe(false);
});

test('a back-fill that was cut short goes on where it was, and no day is missing or double', async () => {
  const cut = await connect();
  const due = { organizationId: cut.organization.id, adAccountId: cut.adAccountId };
  for (const after of [9, 13]) {
    const stopping = new AbortController();
    let calls = 0;
    const accessTokenOf = async () => {
      calls += 1;
      if (calls === after) stopping.abort();
      return cut.token;
    };
    await syncAdAccount(server.services, { ...cut.deps, accessTokenOf }, due, stopping.signal).catch(() => undefined);
  }
  expect(await cut.syncNow()).toBe('done');
  const stored = (await seriesOf(cut, daysAgo(31), daysAgo(0))).groups[0]?.points;
  expect(stored?.map(({ values }) => Number(values.spend?.value))).toEqual(await cut.spentByDay(31));
});

test('a throttle makes the sync wait as long as Meta says, and is obeyed by a manual sync too', async () => {
  const open = await connect();
  const use = { type: 'ads_insights', call_count: 100, total_cputime: 1, total_time: 1 };
  const usage = JSON.stringify({ [account]: [{ ...use, estimated_time_to_regain_access: 30 }] });
  const body = graphErrorBody({ code: 80000, subcode: 2446079 });
  const headers = { 'x-business-use-case-usage': usage };
  open.fake.fail({ on: insights, after: 2, fault: { kind: 'answer', status: 400, body, headers } });
  expect(await open.syncNow()).toBe('throttled');
  const [health] = await open.health();
  expect(health).toMatchObject({
    status: 'throttled',
    quotaLeftPercent: 0,
    fault: { kind: 'throttled', code: '80000' },
  });
  expect(Date.parse(health?.waitUntil ?? '') - clock.now.getTime()).toBe(30 * 60_000);
  const asked = open.fake.requests.length;
  expect(await open.syncNow()).toBe('not_due');
  expect(open.fake.requests.length).toBe(asked);
  clock.now = new Date(clock.now.getTime() + 31 * 60_000);
  expect(await open.sync()).toBe('done');
});

test('a token that is revoked in the middle ends the sync until somebody connects anew', async () => {
  const open = await connect();
  open.fake.fail({
    on: insights,
    after: 3,
    fault: { kind: 'answer', status: 401, body: graphErrorBody({ code: 190, subcode: 458 }) },
  });
  expect(await open.syncNow()).toBe('failed');
  expect(open.told).toEqual(['expired app_removed']);
  const [health] = await open.health();
  expect(health).toMatchObject({ status: 'failed', waitUntil: null, fault: { reason: 'app_removed', subcode: '458' } });
  expect(health?.fault?.traceId).toMatch(/^A/);
  expect(await open.sync()).toBe('not_due');
  expect(await open.syncNow()).toBe('done');
});

test('a fault that passes is tried again after a minute, then less often', async () => {
  const open = await connect();
  const waits: number[] = [];
  for (let attempt = 0; attempt < 3; attempt += 1) {
    open.fake.fail({ on: /GET .*\/campaigns/, times: 3, fault: { kind: 'html', status: 502 } });
    expect(await open.syncNow()).toBe('failed');
    const [health] = await open.health();
    waits.push((Date.parse(health?.waitUntil ?? '') - clock.now.getTime()) / 60_000);
    clock.now = new Date(Date.parse(health?.waitUntil ?? ''));
  }
  expect(waits).toEqual([1, 5, 15]);
  expect(await open.sync()).toBe('done');
});

test('pages that don’t make up their sum are read anew; if they still don’t, that is counted and nothing taken back', async () => {
  const open = await connect({}, 20);
  open.fake.ads.pageFaults.push('missing');
  await open.syncNow();
  expect((await open.health())[0]).toMatchObject({ status: 'idle', unreconciled: 0 });
  clock.now = new Date(clock.now.getTime() + 60_000);
  const before = (await open.health())[0]?.factsChanged;
  open.fake.ads.pageFaults.push('missing', 'missing');
  await open.syncNow();
  expect((await open.health())[0]).toMatchObject({ unreconciled: 1, factsChanged: before });
});

test('where the account’s currency and zone become others, every day is asked for anew and keeps its history', async () => {
  const open = await connect();
  await open.syncNow();
  const date = daysAgo(30);
  const [was, asOf] = [await seriesOf(open, date, date), clock.now.toISOString()];
  const known = open.fake.state.adAccounts.get(act);
  if (!known) throw new Error('no ad account');
  Object.assign(known, { currency: 'USD', timeZone: 'America/New_York' });
  clock.now = new Date(clock.now.getTime() + 3_600_000);
  expect(await open.syncNow()).toBe('done');
  const is = await seriesOf(open, date, date);
  expect([was.currency, is.currency]).toEqual(['EUR', 'USD']);
  expect((await seriesOf(open, date, date, asOf)).currency).toBe('EUR');
  const [health] = await open.health();
  expect(health?.backFill?.done).toBe(health?.backFill?.total);
});

test('what insights are about and no list names any more is made from what they say', async () => {
  const open = await connect();
  const { tree } = open.fake.ads;
  const [campaign] = tree.campaigns.values();
  if (!campaign) throw new Error('no campaign');
  open.fake.fail({
    on: /GET .*act_\d+\/campaigns/,
    fault: { kind: 'answer', status: 200, body: { data: [] } },
  });
  open.fake.fail({ on: /GET .*act_\d+\/adsets/, fault: { kind: 'answer', status: 200, body: { data: [] } } });
  open.fake.fail({ on: /GET .*act_\d+\/ads$/, fault: { kind: 'answer', status: 200, body: { data: [] } } });
  expect(await open.syncNow()).toBe('done');
  const { items } = await open.organization.client.campaigns.list({});
  expect(items.map(({ externalId }) => externalId)).toContain(campaign.id);
});
