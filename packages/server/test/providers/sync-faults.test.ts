import { expect, test } from 'vitest';
import type { Fault } from '../../src/providers/fakes.ts';
import { graphErrorBody } from '../../src/providers/meta/fake/graph-errors.ts';
import { type OpenSync, openSyncServer } from './open-sync.ts';

const { connect, clock } = await openSyncServer();
const insights = /GET .*act_\d+\/insights/;
const day = (ago: number) => new Date(clock.now.getTime() - ago * 86_400_000).toISOString().slice(0, 10);

/** What was spent by day as the ledger has it, level by level. */
async function stored({ organization, adAccountId }: OpenSync): Promise<number[][]> {
  const levels: number[][] = [];
  for (const groupBy of [[], ['campaign'], ['ad']] as const) {
    const series = await organization.client.metrics.series({
      subjects: [{ kind: 'adAccount', id: adAccountId }],
      metrics: ['spend'],
      groupBy: [...groupBy],
      from: day(5),
      to: day(0),
    });
    const byDay = series.groups[0]?.points.map((_, at) =>
      series.groups.reduce((sum, group) => sum + Number(group.points[at]?.values.spend?.value ?? 0), 0),
    );
    levels.push(byDay?.map((spent) => Math.round(spent * 100) / 100) ?? []);
  }
  return levels;
}

async function expectWhole(open: OpenSync): Promise<void> {
  const spent = await open.spentByDay(5);
  expect(await stored(open)).toEqual([spent, spent, spent]);
}

const later = (minutes: number) => {
  clock.now = new Date(clock.now.getTime() + minutes * 60_000);
};

test.for<[string, Fault, string]>([
  ['HTML in place of an answer', { kind: 'html' }, 'not_json'],
  ['an error of status 200', { kind: 'answer', status: 200, body: graphErrorBody({ code: 2 }) }, 'try_again'],
  ['an answer that breaks off', { kind: 'cut' }, 'cut_short'],
])(
  '%s, which stays, fails the sync; the next one completes what is missing, and doubles nothing',
  async ([, fault, reason]) => {
    const open = await connect();
    open.fake.fail({ fault, on: insights, after: 2, times: 3 });
    expect(await open.syncNow()).toBe('failed');
    expect((await open.health())[0]).toMatchObject({ status: 'failed', fault: { kind: 'transient', reason } });
    later(2);
    expect(await open.sync()).toBe('done');
    await expectWhole(open);
  },
);

test('a page that comes twice adds nothing to the ledger', async () => {
  const open = await connect({}, 20);
  open.fake.ads.pageFaults.push('repeated');
  expect(await open.syncNow()).toBe('done');
  await expectWhole(open);
});

test.for([1, -1])(
  'a provider whose clock is %d hours off around midnight loses no day and makes none',
  async (hours) => {
    clock.now = new Date('2026-11-21T22:40:00Z');
    const open = await connect();
    open.fake.clock.advance({ hours });
    expect(await open.syncNow()).toBe('done');
    await expectWhole(open);
    later(60);
    expect(await open.syncNow()).toBe('done');
    await expectWhole(open);
  },
);
