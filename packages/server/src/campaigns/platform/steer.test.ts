import { afterEach, expect, test, vi } from 'vitest';
import { openConnectionServer } from '../../../test/connections.ts';
import { openPublishing, tendAfter } from '../../../test/publishing.ts';
import { errorOf } from '../../../test/support.ts';

vi.setConfig({ testTimeout: 120_000 });

const opened = await openConnectionServer();
const { meta } = opened;
afterEach(() => meta.faults.clear());

async function published() {
  const given = await openPublishing(opened);
  const { adCampaignId, externalId } = await given.publish();
  const id = adCampaignId ?? '';
  const changing = new RegExp(`POST /v[\\d.]+/${externalId}$`);
  return { ...given, id, changing, there: () => meta.ads.tree.campaigns.get(externalId ?? '') };
}

test('a campaign of the platform is resumed, paused and given another budget', async () => {
  const { client, campaignId, id, there } = await published();
  expect(await client.campaigns.setPlatformStatus({ id, status: 'active' })).toMatchObject({ status: 'done' });
  expect(there()?.status).toBe('ACTIVE');
  expect((await client.campaigns.get({ id })).platformStatus).toBe('ACTIVE');
  await client.campaigns.setPlatformStatus({ id, status: 'paused' });
  expect(there()?.status).toBe('PAUSED');
  await client.campaigns.setPlatformBudget({ id, budgetMinor: 4000 });
  expect(there()?.dailyBudget).toBe('4000');
  expect(await client.campaigns.get({ id })).toMatchObject({ platformStatus: 'PAUSED', budgetMinor: 4000 });
  // What we had planned is ours.
  expect(await client.campaigns.get({ id: campaignId })).toMatchObject({ status: 'draft', budgetMinor: 2500 });
});

test('a pause whose answer was lost is tried again by the job', async () => {
  const { client, id, changing, there } = await published();
  await client.campaigns.setPlatformStatus({ id, status: 'active' });
  meta.fail({ fault: { kind: 'cut' }, on: changing, times: 3 });
  const change = await client.campaigns.setPlatformStatus({ id, status: 'paused' });
  expect(change).toMatchObject({ status: 'open', fault: { count: 1 } });
  expect(there()?.status).toBe('ACTIVE');
  await tendAfter(opened, 2);
  expect(await client.campaigns.getPlatformChange({ id: change.id })).toMatchObject({ status: 'done' });
  expect(there()?.status).toBe('PAUSED');
});

test('a later wish takes the place of one that waits, which is never sent afterwards', async () => {
  const { client, id, changing, there } = await published();
  meta.fail({ fault: { kind: 'cut' }, on: changing, times: 3 });
  const first = await client.campaigns.setPlatformStatus({ id, status: 'active' });
  expect(await client.campaigns.setPlatformStatus({ id, status: 'paused' })).toMatchObject({ status: 'done' });
  await tendAfter(opened, 5);
  expect(await client.campaigns.getPlatformChange({ id: first.id })).toMatchObject({ status: 'superseded' });
  expect(there()?.status).toBe('PAUSED');
});

test('two wishes at once: one is carried out, or both one after the other, and the last one recorded holds', async () => {
  const { client, id, there } = await published();
  const wishes = (['active', 'paused'] as const).map((status) => client.campaigns.setPlatformStatus({ id, status }));
  const ends = await Promise.allSettled(wishes);
  expect(ends.some(({ status }) => status === 'fulfilled')).toBe(true);
  const { items } = await client.campaigns.listPlatformChanges({ campaignId: id, status: 'done' });
  const [newest] = items;
  const wanted = newest?.wish.kind === 'status' && newest.wish.status === 'active' ? 'ACTIVE' : 'PAUSED';
  expect(there()?.status).toBe(wanted);
  expect((await client.campaigns.get({ id })).platformStatus).toBe(wanted);
});

test('a campaign of ours, and one without an id at the platform, can’t be steered', async () => {
  const { client, campaignId } = await published();
  expect(await errorOf(client.campaigns.setPlatformStatus({ id: campaignId, status: 'paused' }))).toMatchObject({
    code: 'conflict',
    details: { field: 'id' },
  });
});
