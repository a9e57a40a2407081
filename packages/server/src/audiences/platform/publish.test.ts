import { afterEach, expect, test, vi } from 'vitest';
import { accountIds, openConnectionServer } from '../../../test/connections.ts';
import { audienceAt, batchesOf, deliverAfter, openDelivering, peopleOf } from '../../../test/delivering.ts';
import { errorOf } from '../../../test/support.ts';

vi.setConfig({ testTimeout: 120_000 });

const opened = await openConnectionServer();
const { meta, person } = opened;
afterEach(() => meta.faults.clear());
const sending = /POST \/v[\d.]+\/\d+\/users$/;
const creating = /POST \/v[\d.]+\/act_\d+\/customaudiences$/;

test('a list is sent in batches of 10,000 of one session, and says how far it is', async () => {
  const { client, id, adAccountId, publish } = await openDelivering(opened, 20_001);
  const delivery = await publish();
  expect(delivery).toMatchObject({ kind: 'send', status: 'open', people: 20_001, sent: 0, externalId: null });
  await deliverAfter(opened, 0);
  const after = await client.audiences.getDelivery({ id: delivery.id });
  expect(after).toMatchObject({ status: 'done', people: 20_001, sent: 20_001, invalid: 0, tries: 1, fault: null });
  const audience = audienceAt(opened, after.externalId);
  expect(audience?.people.size).toBe(20_001);
  expect(audience?.name).toMatch(/^Newsletter \[stp-[0-9a-f]{12}\]$/);
  expect(batchesOf(audience)).toEqual([[1, 2, 3]]);
  expect(await client.audiences.get({ id })).toMatchObject({ externalId: after.externalId, adAccountId });
  expect((await client.audiences.listDeliveries({ audienceId: id })).items).toEqual([after]);
});

test('cut off between two batches it goes on where it was, in the same session', async () => {
  const { client, publish } = await openDelivering(opened, 10_001);
  const { id } = await publish();
  meta.fail({ fault: { kind: 'lost' }, on: sending, after: 1, times: 3 });
  await deliverAfter(opened, 0);
  const between = await client.audiences.getDelivery({ id });
  expect(between).toMatchObject({ status: 'open', sent: 10_000, people: 10_001, fault: { count: 1 }, nextStep: null });
  expect(await deliverAfter(opened, 0)).toEqual({ tried: 0 });
  await Promise.all([deliverAfter(opened, 2), deliverAfter(opened, 0)]);
  expect(await client.audiences.getDelivery({ id })).toMatchObject({
    status: 'done',
    sent: 10_001,
    tries: 2,
    fault: null,
  });
  const audience = audienceAt(opened, between.externalId);
  expect(audience?.people.size).toBe(10_001);
  // The batch whose answer was lost was sent under its own number each time.
  expect(batchesOf(audience)).toEqual([[1, 2, 2, 2, 2]]);
});

test('a session that Meta has ended meanwhile is followed by another one for the rest', async () => {
  const { client, publish } = await openDelivering(opened, 10_001);
  const { id } = await publish();
  meta.fail({ fault: { kind: 'cut' }, on: sending, after: 1, times: 3 });
  await deliverAfter(opened, 0);
  await deliverAfter(opened, 95);
  const { status, sent, externalId } = await client.audiences.getDelivery({ id });
  expect([status, sent]).toEqual(['done', 10_001]);
  expect(batchesOf(audienceAt(opened, externalId))).toEqual([[1], [1]]);
});

test('people who come into the list while it is sent are sent as well', async () => {
  const { client, id, publish } = await openDelivering(opened, 10_001);
  const delivery = await publish();
  meta.fail({ fault: { kind: 'cut' }, on: sending, after: 1, times: 3 });
  await deliverAfter(opened, 0);
  await client.audiences.uploadList({ id }, peopleOf(20_000, 20_050));
  await deliverAfter(opened, 2);
  const { status, externalId, people } = await client.audiences.getDelivery({ id: delivery.id });
  expect([status, people]).toEqual(['done', 10_051]);
  expect(audienceAt(opened, externalId)?.people.size).toBe(10_051);
});

test('published again it becomes what the list is now, and stays one audience', async () => {
  const { client, id, publish } = await openDelivering(opened, 5);
  await publish();
  await deliverAfter(opened, 0);
  await client.audiences.uploadList({ id, mode: 'replace' }, peopleOf(4, 7));
  await client.audiences.publish({ id });
  await deliverAfter(opened, 0);
  const { externalId } = await client.audiences.get({ id });
  expect(audienceAt(opened, externalId)?.people.size).toBe(3);
});

test('an audience whose making got no answer is found by its tag and not made twice', async () => {
  const { client, publish } = await openDelivering(opened, 1);
  const before = meta.ads.audiences.size;
  meta.fail({ fault: { kind: 'lost' }, on: creating });
  const { id } = await publish();
  await deliverAfter(opened, 0);
  expect(await client.audiences.getDelivery({ id })).toMatchObject({ status: 'open', externalId: null });
  await deliverAfter(opened, 2);
  expect(await client.audiences.getDelivery({ id })).toMatchObject({ status: 'done', sent: 1 });
  expect(meta.ads.audiences.size).toBe(before + 1);
});

test('terms that nobody has accepted end it with what a person does next, who is told', async () => {
  const { own, client, id, publish } = await openDelivering(opened, 1);
  const { client: manager } = await person({ organization: own, role: 'manager' });
  meta.ads.unacceptedTerms.add(`act_${accountIds[0]}`);
  const delivery = await publish();
  await deliverAfter(opened, 0);
  const after = await client.audiences.getDelivery({ id: delivery.id });
  expect(after).toMatchObject({ status: 'refused', fault: { providerCode: '200/1870090' } });
  expect(after.nextStep).toContain('terms of custom audiences');
  expect((await manager.notifications.list({ kind: 'platform_refused' })).items).toMatchObject([
    { payload: { subject: 'audience', subjectId: id, name: 'Newsletter' } },
  ]);
  meta.ads.unacceptedTerms.clear();
  const again = await publish();
  await deliverAfter(opened, 0);
  expect(await client.audiences.getDelivery({ id: again.id })).toMatchObject({ status: 'done' });
});

test('a withdrawn list is gone at Meta and stays here', async () => {
  const { client, id, publish } = await openDelivering(opened, 2);
  expect(await errorOf(client.audiences.withdraw({ id }))).toMatchObject({ code: 'conflict' });
  await publish();
  await deliverAfter(opened, 0);
  const { externalId } = await client.audiences.get({ id });
  const { id: withdrawal } = await client.audiences.withdraw({ id });
  await deliverAfter(opened, 0);
  expect(await client.audiences.getDelivery({ id: withdrawal })).toMatchObject({ kind: 'withdraw', status: 'done' });
  expect(audienceAt(opened, externalId)).toBeUndefined();
  expect(await client.audiences.get({ id })).toMatchObject({ externalId: null, people: 2 });
});

test('two who publish at once begin one delivery', async () => {
  const { client, id, publish } = await openDelivering(opened, 1);
  const ends = await Promise.allSettled([publish(), publish()]);
  expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect((await client.audiences.listDeliveries({ audienceId: id })).items).toHaveLength(1);
});

test('an empty list, one of criteria, and callers without the permission or with a restriction are refused', async () => {
  const { own, client, id, adAccountId, publish } = await openDelivering(opened, 0);
  expect(await errorOf(publish())).toMatchObject({ code: 'conflict', details: { people: 0 } });
  const { id: custom } = await client.audiences.create({ name: 'Everybody' });
  expect(await errorOf(client.audiences.publish({ id: custom, adAccountId }))).toMatchObject({
    code: 'conflict',
    details: { kind: 'custom' },
  });
  const viewer = await person({ organization: own, role: 'viewer' });
  const artist = await client.artists.create({ name: 'One' });
  const restricted = await person({ organization: own, role: 'manager', artistIds: [artist.id] });
  const other = await openDelivering(opened, 1);
  expect(await errorOf(viewer.client.audiences.publish({ id, adAccountId }))).toMatchObject({ code: 'forbidden' });
  expect(await errorOf(restricted.client.audiences.publish({ id, adAccountId }))).toMatchObject({ code: 'restricted' });
  expect(await errorOf(other.client.audiences.publish({ id: other.id, adAccountId }))).toMatchObject({
    code: 'not_found',
  });
});
