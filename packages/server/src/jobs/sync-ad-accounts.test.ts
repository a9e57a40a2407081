import { randomUUID } from 'node:crypto';
import type { IntegrationHealth } from '@songtrackpro/sdk';
import { expect, test, vi } from 'vitest';
import { accountIds, openConnectionServer } from '../../test/connections.ts';
import { syncDependencies } from '../integrations/index.ts';
import { syncAdAccounts } from './sync-ad-accounts.ts';

vi.setConfig({ testTimeout: 120_000 });

// This server's worker takes what is handed in; the clock of its timetable is the test's.
const opened = await openConnectionServer({ worker: true });
const { server, organization, meta, clock, connect } = opened;

/** Does what the timetable does every five minutes. */
async function findDue(): Promise<void> {
  const dependencies = syncDependencies(server.services);
  const [, look] = dependencies ? syncAdAccounts(dependencies) : [];
  await look?.run(server.services, null, { id: randomUUID(), signal: new AbortController().signal });
}

test('a chosen ad account is synced by the worker, and again by the timetable once its numbers are old', async () => {
  meta.ads.delivery.firstDay = new Date(clock.now().getTime() - 3 * 86_400_000).toISOString().slice(0, 10);
  const { client } = await organization();
  const { id } = await connect(client);
  const { accounts } = await client.integrations.selectAccounts({ id, externalIds: [accountIds[0]] });
  const adAccountId = accounts.find((account) => account.adAccountId !== null)?.adAccountId ?? '';
  const until = async (isTime: (health: IntegrationHealth['accounts'][number]) => boolean) => {
    const look = async () => (await client.integrations.health({ id })).accounts.find(isTime);
    return vi.waitUntil(look, { timeout: 60_000, interval: 100 });
  };
  const first = await until(({ status }) => status === 'idle');
  const day = new Date(clock.now().getTime() - 86_400_000).toISOString().slice(0, 10);
  const spend = async () => {
    const subjects = [{ kind: 'adAccount' as const, id: adAccountId }];
    const { totals } = await client.metrics.series({ subjects, metrics: ['spend'], from: day, to: day });
    return Number(totals.totals.spend?.value);
  };
  const before = await spend();
  expect(before).toBeGreaterThan(0);
  meta.ads.delivery.restate({ account: `act_${accountIds[0]}`, date: day, factor: 2 });
  await findDue();
  expect((await client.integrations.health({ id })).accounts).toMatchObject([{ succeededAt: first.succeededAt }]);
  clock.advance({ hours: 5 });
  await findDue();
  await until(({ succeededAt }) => succeededAt !== first.succeededAt);
  expect(await spend()).toBeCloseTo(2 * before, 1);
});
