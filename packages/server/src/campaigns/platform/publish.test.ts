import { deliverAudit, drainOutbox } from '@songtrackpro/db';
import { afterEach, expect, test, vi } from 'vitest';
import { openConnectionServer } from '../../../test/connections.ts';
import { failMaking, looking, madeAt, making, openPublishing, tendAfter } from '../../../test/publishing.ts';
import { errorOf } from '../../../test/support.ts';
import type { Fault } from '../../providers/fakes.ts';

vi.setConfig({ testTimeout: 120_000 });

const opened = await openConnectionServer();
const { server, meta, person, connect } = opened;
afterEach(() => meta.faults.clear());

const tagOf = ({ wish }: Awaited<ReturnType<Awaited<ReturnType<typeof openPublishing>>['publish']>>) =>
  wish.kind === 'create' ? wish.tag : '';

test('a campaign is made at Meta, paused, with its name and budget, and is linked', async () => {
  const { client, campaignId, adAccountId, publish } = await openPublishing(opened);
  const change = await publish();
  expect(change).toMatchObject({ status: 'done', campaignId, adAccountId, tries: 1, fault: null, nextStep: null });
  const [made, ...others] = madeAt(opened, tagOf(change));
  expect(others).toEqual([]);
  expect(made).toMatchObject({ id: change.externalId, status: 'PAUSED', dailyBudget: '2500' });
  expect(made?.name).toMatch(/^Release week \[stp-[0-9a-f]{12}\]$/);
  const { adCampaigns } = await client.campaigns.listAdCampaigns({ id: campaignId });
  expect(adCampaigns).toMatchObject([
    { id: change.adCampaignId, origin: 'import', adAccountId, platformStatus: 'PAUSED', budgetMinor: 2500 },
  ]);
  expect(await client.campaigns.getPlatformChange({ id: change.id })).toEqual(change);
  expect((await client.campaigns.list({ adAccountId })).items.map(({ id }) => id)).toEqual([change.adCampaignId]);
});

test('what Meta refuses is told in its own words, and nothing is made or recorded', async () => {
  const { client, campaignId, publish } = await openPublishing(opened);
  const before = meta.ads.tree.campaigns.size;
  const body = {
    error: { code: 100, message: 'Invalid parameter', error_user_msg: 'Your budget is too low.', fbtrace_id: 'Atrace' },
  };
  meta.fail({ fault: { kind: 'answer', status: 400, body }, on: making });
  const error = await errorOf(publish());
  expect(error).toMatchObject({
    code: 'provider_refused',
    details: { provider: 'meta', providerCode: '100', traceId: 'Atrace' },
  });
  expect(error.message).toContain('Your budget is too low.');
  expect(meta.ads.tree.campaigns.size).toBe(before);
  expect((await client.campaigns.listPlatformChanges({ campaignId })).items).toEqual([]);
  expect(await publish()).toMatchObject({ status: 'done' });
});

test('cut off after Meta had made it: it is looked for, found, and not made twice', async () => {
  const { publish } = await openPublishing(opened);
  failMaking(opened, { kind: 'lost' });
  const change = await publish();
  expect(change.status).toBe('done');
  expect(madeAt(opened, tagOf(change))).toHaveLength(1);
});

test('cut off after Meta had made it, and away when it is looked for: the job finds it later', async () => {
  const { client, publish } = await openPublishing(opened);
  failMaking(opened, { kind: 'lost' });
  const away = { error: { code: 2, message: 'Try later', is_transient: true } };
  meta.fail({ fault: { kind: 'answer', status: 500, body: away }, on: looking, times: 3 });
  const change = await publish();
  expect(change).toMatchObject({ status: 'open', tries: 1, adCampaignId: null, fault: { count: 1 }, nextStep: null });
  expect(madeAt(opened, tagOf(change))).toHaveLength(1);
  await tendAfter(opened, 2);
  const after = await client.campaigns.getPlatformChange({ id: change.id });
  expect(after).toMatchObject({ status: 'done', tries: 2, fault: null });
  expect(madeAt(opened, tagOf(change)).map(({ id }) => id)).toEqual([after.externalId]);
});

test('cut off before Meta had heard of it: it stays open, and the job makes it once', async () => {
  const { client, publish } = await openPublishing(opened);
  failMaking(opened, { kind: 'cut' });
  const change = await publish();
  expect(change).toMatchObject({ status: 'open', fault: { count: 1 } });
  expect(madeAt(opened, tagOf(change))).toEqual([]);
  expect((await client.campaigns.listPlatformChanges({ status: 'open' })).items).toMatchObject([{ id: change.id }]);
  // Before its time nothing is asked.
  expect(await tendAfter(opened, 0)).toEqual({ tried: 0 });
  await Promise.all([tendAfter(opened, 2), tendAfter(opened, 0)]);
  expect(await client.campaigns.getPlatformChange({ id: change.id })).toMatchObject({ status: 'done', tries: 2 });
  expect(madeAt(opened, tagOf(change))).toHaveLength(1);
});

test.for<[string, Fault]>([
  ['says nothing until the time is over', { kind: 'silent' }],
  [
    'answers 500 with a code that comes after a change as well as before it',
    { kind: 'answer', status: 500, body: { error: { code: 2, message: 'Try later' } } },
  ],
  ['answers 502 with a page', { kind: 'html', status: 502 }],
])('where Meta %s, the change stays open and is made once in the end', async ([, fault]) => {
  const { client, publish } = await openPublishing(opened);
  failMaking(opened, fault);
  const change = await publish();
  expect(change).toMatchObject({ status: 'open', tries: 1, fault: { count: 1 } });
  await tendAfter(opened, 2);
  expect(await client.campaigns.getPlatformChange({ id: change.id })).toMatchObject({ status: 'done', tries: 2 });
  expect(madeAt(opened, tagOf(change))).toHaveLength(1);
});

test('two who publish at once make one campaign; a third is told that it is there', async () => {
  const { client, adAccountId, campaignId, publish } = await openPublishing(opened);
  const before = meta.ads.tree.campaigns.size;
  const ends = await Promise.allSettled([publish(), publish()]);
  expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(meta.ads.tree.campaigns.size).toBe(before + 1);
  expect(await errorOf(publish())).toMatchObject({ code: 'conflict', details: { field: 'adAccountId' } });
  const { adCampaigns } = await client.campaigns.listAdCampaigns({ id: campaignId });
  await client.campaigns.unlinkAdCampaigns({ id: campaignId, adCampaignIds: adCampaigns.map(({ id }) => id) });
  expect(await client.campaigns.publish({ id: campaignId, adAccountId })).toMatchObject({ status: 'done' });
});

test('a call that is repeated under its own key is answered with the same change, and makes nothing more', async () => {
  const { client, adAccountId, campaignId } = await openPublishing(opened);
  const before = meta.ads.tree.campaigns.size;
  const options = { idempotencyKey: 'publish-1' };
  const first = await client.campaigns.publish({ id: campaignId, adAccountId }, options);
  const again = await client.campaigns.publish({ id: campaignId, adAccountId }, options);
  expect(again.id).toBe(first.id);
  expect(meta.ads.tree.campaigns.size).toBe(before + 1);
});

test('a refusal that comes when it is to be made ends the change, and those who may publish are told', async () => {
  const { own, client, campaignId, publish } = await openPublishing(opened);
  const { client: manager } = await person({ organization: own, role: 'manager' });
  const body = { error: { code: 200, message: 'Permissions error', fbtrace_id: 'Atrace' } };
  failMaking(opened, { kind: 'answer', status: 403, body });
  const change = await publish();
  expect(change).toMatchObject({
    status: 'refused',
    fault: { providerCode: '200', traceId: 'Atrace' },
    nextStep: expect.any(String),
  });
  expect((await manager.notifications.list({ kind: 'platform_refused' })).items).toMatchObject([
    { payload: { subject: 'campaign', subjectId: campaignId, reason: 'Permissions error' } },
  ]);
  expect((await client.integrations.list()).items).toMatchObject([{ status: 'connected' }]);
});

test('what stays open for a day is given up, and says by which tag it may be there all the same', async () => {
  const { client, publish } = await openPublishing(opened);
  failMaking(opened, { kind: 'cut' });
  const change = await publish();
  const away = { error: { code: 1, message: 'Try later' } };
  meta.fail({ fault: { kind: 'answer', status: 500, body: away }, on: looking, times: 3 });
  await tendAfter(opened, 25 * 60);
  const after = await client.campaigns.getPlatformChange({ id: change.id });
  expect(after).toMatchObject({ status: 'refused', nextTryAt: null });
  expect(after.nextStep).toContain(tagOf(change));
});

test('without the permission, restricted to artists, or in another organization nobody publishes', async () => {
  const { own, client, campaignId, adAccountId } = await openPublishing(opened);
  const artist = await client.artists.create({ name: 'One' });
  const mine = await client.campaigns.create({ name: 'Mine', artistId: artist.id });
  const viewer = await person({ organization: own, role: 'viewer' });
  const restricted = await person({ organization: own, role: 'manager', artistIds: [artist.id] });
  const other = await openPublishing(opened);
  const asked = meta.requests.length;
  const wanted = { id: mine.id, adAccountId };
  expect(await errorOf(viewer.client.campaigns.publish(wanted))).toMatchObject({ code: 'forbidden' });
  expect(await errorOf(restricted.client.campaigns.publish(wanted))).toMatchObject({ code: 'restricted' });
  expect(await errorOf(restricted.client.campaigns.listPlatformChanges())).toMatchObject({ code: 'restricted' });
  expect(
    await errorOf(other.client.campaigns.publish({ id: campaignId, adAccountId: other.adAccountId })),
  ).toMatchObject({
    code: 'not_found',
  });
  expect(await errorOf(other.client.campaigns.publish({ id: other.campaignId, adAccountId }))).toMatchObject({
    code: 'not_found',
  });
  expect(meta.requests).toHaveLength(asked);
});

test('a connection that may only read, an unchosen account and another currency are refused before Meta is asked', async () => {
  const { client, campaignId, adAccountId } = await openPublishing(opened);
  const dollars = await client.campaigns.create({ name: 'Dollars', budgetMinor: 100, currency: 'USD' });
  expect(await errorOf(client.campaigns.publish({ id: dollars.id, adAccountId }))).toMatchObject({
    code: 'conflict',
    details: { field: 'currency' },
  });
  const { id } = await connect(client, 'meta', { only: { scope: ['public_profile', 'ads_read'] } });
  const readOnly = await errorOf(client.campaigns.publish({ id: campaignId, adAccountId }));
  expect(readOnly).toMatchObject({ code: 'conflict', details: { missingScopes: ['ads_management'] } });
  await client.integrations.selectAccounts({ id, externalIds: [] });
  expect(await errorOf(client.campaigns.publish({ id: campaignId, adAccountId }))).toMatchObject({
    code: 'conflict',
    details: { field: 'adAccountId' },
  });
});

test('the audit has who asked for it and what came of it', async () => {
  const { client, campaignId, publish } = await openPublishing(opened);
  await publish();
  const { postgres, documents } = server.services;
  await drainOutbox(postgres, (rows) => deliverAudit(documents.db, rows));
  const actions: string[] = [];
  for await (const { action, resource } of client.audit.list()) if (resource.id === campaignId) actions.push(action);
  expect(actions.toSorted()).toEqual(['campaigns.create', 'campaigns.platformChanged', 'campaigns.publish']);
});
