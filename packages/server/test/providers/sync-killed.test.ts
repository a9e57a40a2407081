import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { openOwnDatabase } from '../own-database.ts';
import { type OpenSync, openSyncServer } from './open-sync.ts';

const stores = await openOwnDatabase();
const { connect, clock } = await openSyncServer(stores);
const program = new URL('sync-process.ts', import.meta.url).pathname;

/** Lets another process sync and kills it once Meta has been asked so often. */
async function killAfter(open: OpenSync, calls: number): Promise<void> {
  const { fake, token, organization, adAccountId } = open;
  const due = { organizationId: organization.id, adAccountId };
  const { appId, appSecret } = fake.app;
  const settings = { stores, due, url: fake.url, appId, appSecret, token, now: clock.now.toISOString() };
  const before = fake.requests.length;
  const child = spawn(process.execPath, [program, JSON.stringify(settings)], { stdio: 'inherit' });
  const exited = once(child, 'exit');
  const killed = fake.whenRequested(before + calls).then(() => child.kill('SIGKILL'));
  const [code, signal] = await exited;
  expect([code, signal]).toEqual([null, 'SIGKILL']);
  await killed;
}

test.for([
  ['among the days that may still change', 8],
  ['in the back-fill', 13],
] as const)('a sync whose process is killed %s is gone on with, and no day is missing or double', async ([, calls]) => {
  const open = await connect({ ads: { campaigns: 1, adSets: 1, ads: 1 } });
  await open.request();
  await killAfter(open, calls);
  expect(await open.sync()).toBe('done');
  const [health] = await open.health();
  expect(health?.backFill?.done).toBe(health?.backFill?.total);
  for (const groupBy of [[], ['campaign'], ['ad']] as const) {
    const series = await open.organization.client.metrics.series({
      subjects: [{ kind: 'adAccount', id: open.adAccountId }],
      metrics: ['spend'],
      groupBy: [...groupBy],
      from: '2026-10-20',
      to: '2026-11-20',
    });
    const spent = series.groups[0]?.points.map(({ values }) => Number(values.spend?.value));
    expect(spent, groupBy.join()).toEqual(await open.spentByDay(31));
  }
});
