import { expect, test } from 'vitest';
import { accountIds, openConnectionServer } from '../../test/connections.ts';
import { errorOf, type TestOrganization } from '../../test/support.ts';
import { syncAdAccount } from './sync/index.ts';
import { syncDependencies } from './sync-dependencies.ts';

const opened = await openConnectionServer();
const { server, organization, person, meta, clock, connect } = opened;
const act = `act_${accountIds[0]}`;
const smallFor = (account: string) => {
  // One ad of two days: what is fetched is not what these tests are about.
  meta.ads.delivery.firstDay = new Date(clock.now().getTime() - 2 * 86_400_000).toISOString().slice(0, 10);
  return account;
};

async function chosen() {
  const own = await organization();
  const { id } = await connect(own.client);
  const { accounts } = await own.client.integrations.selectAccounts({ id, externalIds: [smallFor(accountIds[0])] });
  const adAccountId = accounts.find((account) => account.adAccountId !== null)?.adAccountId ?? '';
  return { own, id, adAccountId };
}

/** Does what a worker does with the job that was handed in. */
function sync({ id: organizationId }: TestOrganization, adAccountId: string) {
  const dependencies = syncDependencies(server.services);
  if (!dependencies) throw new Error('no app of Meta');
  return syncAdAccount(server.services, dependencies, { organizationId, adAccountId });
}

const queuedJobs = async () => {
  const [row] = await server.services.postgres.worker<{ count: number }[]>`
    select count(*)::int from jobs.job where name = 'sync-ad-account'`;
  return row?.count ?? 0;
};

test('an ad account that is chosen is asked for at once, and its health says how far it is', async () => {
  const before = await queuedJobs();
  const { own, id, adAccountId } = await chosen();
  expect(await queuedJobs()).toBe(before + 1);
  const { client } = own;
  expect(await client.integrations.health({ id })).toMatchObject({
    id,
    status: 'connected',
    accounts: [{ adAccountId, name: 'Label ads', status: 'queued', succeededAt: null, lagSeconds: null }],
  });
  expect(await sync(own, adAccountId)).toBe('done');
  const [health] = (await client.integrations.health({ id })).accounts;
  expect(health).toMatchObject({ status: 'idle', lagSeconds: 0, fault: null });
  expect(health?.backFill?.done).toBe(health?.backFill?.total);
  const { lastSuccessAt } = await client.integrations.get({ id });
  expect(Date.parse(lastSuccessAt ?? '')).toBeGreaterThanOrEqual(Date.parse(health?.succeededAt ?? ''));
  // Choosing the same again asks for nothing, by hand everything is asked for.
  await client.integrations.selectAccounts({ id, externalIds: [accountIds[0]] });
  expect(await queuedJobs()).toBe(before + 1);
  expect((await client.integrations.syncNow({ id })).accounts).toMatchObject([{ status: 'queued' }]);
  expect(await queuedJobs()).toBe(before + 2);
}, 120_000);

test('a token that is taken back while numbers are fetched ends the connection, and connecting anew goes on', async () => {
  const { own, id, adAccountId } = await chosen();
  const { client: admin } = await person({ organization: own, role: 'admin' });
  meta.state.endTokens('900000000000001', 458);
  expect(await sync(own, adAccountId)).toBe('failed');
  expect(await own.client.integrations.get({ id })).toMatchObject({ status: 'expired', reason: 'app_removed' });
  expect((await own.client.integrations.health({ id })).accounts).toMatchObject([
    { status: 'failed', waitUntil: null, fault: { kind: 'expired', code: '190', subcode: '458' } },
  ]);
  expect((await admin.notifications.list({ kind: 'integration_attention' })).items).toHaveLength(1);
  const refused = await errorOf(own.client.integrations.syncNow({ id }));
  expect(refused).toMatchObject({ code: 'conflict', details: { status: 'expired' } });
  expect(refused.message).toContain('Connect again');
  const before = await queuedJobs();
  await connect(own.client);
  expect(await queuedJobs()).toBe(before + 1);
  expect(await sync(own, adAccountId)).toBe('done');
}, 120_000);

test('what one ad account is refused leaves the connection as it is, and is told once a day', async () => {
  const { own, id, adAccountId } = await chosen();
  const { client: admin } = await person({ organization: own, role: 'admin' });
  const refusal = { error: { code: 200, message: 'Permissions error', fbtrace_id: 'AtraceOfMeta' } };
  meta.fail({ fault: { kind: 'answer', status: 403, body: refusal }, on: new RegExp(act), times: 2 });
  expect(await sync(own, adAccountId)).toBe('failed');
  expect(await own.client.integrations.get({ id })).toMatchObject({ status: 'connected' });
  expect((await own.client.integrations.health({ id })).accounts).toMatchObject([
    { status: 'failed', fault: { kind: 'permission', code: '200', traceId: 'AtraceOfMeta' } },
  ]);
  await own.client.integrations.syncNow({ id });
  expect(await sync(own, adAccountId)).toBe('failed');
  expect((await admin.notifications.list({ kind: 'sync_failed' })).items).toHaveLength(1);
  meta.faults.clear();
}, 120_000);

test('a disconnected account is asked for no longer, and its facts stay', async () => {
  const { own, id, adAccountId } = await chosen();
  const { client } = own;
  await sync(own, adAccountId);
  const day = new Date(clock.now().getTime() - 86_400_000).toISOString().slice(0, 10);
  const spend = async () => {
    const subjects = [{ kind: 'adAccount' as const, id: adAccountId }];
    return (await client.metrics.series({ subjects, metrics: ['spend'], from: day, to: day })).totals.totals.spend
      ?.value;
  };
  const before = await spend();
  expect(before).not.toBeNull();
  await client.integrations.disconnect({ id });
  expect(await sync(own, adAccountId)).toBe('not_due');
  expect(await spend()).toBe(before);
  expect(await errorOf(client.integrations.syncNow({ id }))).toMatchObject({ code: 'conflict' });
}, 120_000);
