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

test('a sync whose process is killed at any point is gone on with, and no day is missing or double', async () => {
  const [killed, whole] = [await connect(), await connect()];
  await killed.request();
  // Among the days that may still change, and in the back-fill.
  for (const calls of [8, 13]) await killAfter(killed, calls);
  expect(await killed.syncNow()).toBe('done');
  expect(await whole.syncNow()).toBe('done');
  const [a, b] = [await killed.health(), await whole.health()];
  expect(a[0]?.backFill).toEqual(b[0]?.backFill);
  for (const groupBy of [[], ['campaign'], ['ad']] as const) {
    const read = async ({ organization, adAccountId }: OpenSync) => {
      const series = await organization.client.metrics.series({
        subjects: [{ kind: 'adAccount', id: adAccountId }],
        metrics: ['spend', 'impressions'],
        groupBy: [...groupBy],
        from: '2026-10-15',
        to: '2026-11-20',
      });
      return series.groups.map(({ points }) =>
        points.map(({ values }) => [values.spend?.value, values.impressions?.value]),
      );
    };
    expect(await read(killed), groupBy.join()).toEqual(await read(whole));
  }
});
