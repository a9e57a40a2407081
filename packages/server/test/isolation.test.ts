import { randomUUID } from 'node:crypto';
import { afterAll, expect, test, vi } from 'vitest';
import { startFakeMeta } from '../src/providers/fakes.ts';
import { campaignsCsv, timelineCsv } from './exports.ts';
import { storedOf } from './stored.ts';
import { errorOf, openTestServer, type TestOrganization } from './support.ts';
import { callProcedure, inputsWith, procedures, uuidsInText, type Walked } from './walk.ts';

// Without ads there is nothing to fetch: what numbers look like is furnished by files.
const meta = await startFakeMeta({ ads: { campaigns: 0, adSets: 0, ads: 0 } });
afterAll(meta.close);
const providers = { meta: { ...meta.app, graphUrl: meta.url, dialogUrl: meta.url } };
const { server, organization, person, makeStaff } = await openTestServer({ providers });

/** One artist with every kind of entity that hangs on it. */
async function addArtist({ client }: TestOrganization, name: string) {
  const artist = await client.artists.create({ name });
  const track = await client.tracks.create({ artistId: artist.id, title: `${name} song` });
  const other = await client.tracks.create({ artistId: artist.id, title: `${name} song again` });
  const merge = await client.tracks.merge({ id: track.id, fromId: other.id });
  const campaign = await client.campaigns.create({ name: `${name} campaign`, artistId: artist.id });
  await client.goals.create({ campaignId: campaign.id, type: 'streams', target: 10 });
  const file = { fileName: `${name}-audience-timeline.csv`, artistId: artist.id };
  const { id: importId } = await client.imports.run(file, timelineCsv([['2026-01-01', 7]]));
  const report = await addReport(client, campaign.id);
  return { artist: artist.id, track: track.id, campaign: campaign.id, import: importId, merge: merge.id, ...report };
}

/** A stored report with a link to it, and a schedule of more. */
async function addReport(client: TestOrganization['client'], campaignId: string) {
  const { id: report } = await client.reports.build({ campaignId, from: '2026-01-01', to: '2026-01-02' });
  const { id: share } = await client.reports.share({ id: report, version: 1 });
  const { id: schedule } = await client.reports.createSchedule({ campaignId, rhythm: { every: 'week', day: 1 } });
  return { report, share, schedule };
}

/** A list with a person, an open upload, and insights. */
async function addAudience({ client }: TestOrganization): Promise<void> {
  const { id } = await client.audiences.create({ name: 'People', kind: 'list' });
  await client.audiences.uploadList({ id }, [{ email: 'mary@example.com' }]);
  const { id: uploadId } = await client.audiences.startUpload({ id });
  await client.audiences.addRows({ uploadId, rows: [{ email: 'mary@example.com' }] });
  const cells = [{ key: { country: 'DE' }, share: '0.5', size: 500 }];
  const insights = [{ date: '2026-01-01', dimension: 'locations' as const, source: 'meta', cells }];
  await client.audiences.recordInsights({ id, insights });
}

const operator = await person();
await makeStaff(operator);
/** What hangs on campaigns: a link to an imported one, and a template. */
async function planCampaigns({ client }: TestOrganization) {
  const [own] = (await client.campaigns.list({ origin: 'manual' })).items;
  const imported = (await client.campaigns.list({ origin: 'import' })).items.map(({ id }) => id);
  if (!own) throw new Error('no campaign');
  await client.campaigns.linkAdCampaigns({ id: own.id, adCampaignIds: imported });
  await client.campaigns.saveAsTemplate({ campaignId: own.id, name: 'Plan' });
}

/** A connection with a chosen ad account, and an attempt that nobody came back from. */
async function addConnection({ client }: TestOrganization): Promise<void> {
  const { url } = await client.integrations.connect({ provider: 'meta' });
  const { searchParams } = await meta.approve(url ?? '');
  const [state, code] = [searchParams.get('state') ?? '', searchParams.get('code') ?? ''];
  const { id, accounts } = await client.integrations.callback({ state, code });
  await client.integrations.selectAccounts({ id, externalIds: accounts.map(({ externalId }) => externalId) });
  await client.integrations.connect({ provider: 'meta' });
  // The sync that choosing asks for writes to the account: nothing may move once the walk begins.
  const isIdle = async () =>
    (await client.integrations.health({ id })).accounts.every(({ status }) => status === 'idle');
  await vi.waitUntil(isIdle, { timeout: 60_000, interval: 100 });
}

/** A campaign and a list that are at the ad platform. */
async function addPublished({ client }: TestOrganization): Promise<void> {
  const { items } = await client.integrations.list();
  const adAccountId = items[0]?.accounts.find((account) => account.adAccountId !== null)?.adAccountId ?? '';
  const { id } = await client.campaigns.create({ name: 'At the platform' });
  await client.campaigns.publish({ id, adAccountId });
  const [list] = (await client.audiences.list({ kind: 'list' })).items;
  const { id: delivery } = await client.audiences.publish({ id: list?.id ?? '', adAccountId });
  const isDone = async () => (await client.audiences.getDelivery({ id: delivery })).status === 'done';
  await vi.waitUntil(isDone, { timeout: 60_000, interval: 100 });
}

/** An endpoint, an event and a delivery that has failed: the name leads to this machine. */
async function addWebhook({ client }: TestOrganization): Promise<void> {
  const { id } = await client.webhooks.create({ url: 'https://localhost:9/hook', eventTypes: ['report.ready'] });
  const { id: delivery } = await client.webhooks.sendTest({ id });
  const isOver = async () => (await client.webhooks.getDelivery({ id: delivery })).status === 'failed';
  await vi.waitUntil(isOver, { timeout: 60_000, interval: 100 });
}

/** An organization with every kind of entity. */
async function furnished(): Promise<TestOrganization> {
  const made = await organization();
  await addArtist(made, 'Anna');
  await made.client.fxRates.import({ csv: 'Date,USD\n2026-01-02,1.04\n' });
  await made.client.apiKeys.create({ name: 'K', scopes: ['artists:read'] });
  await operator.client.organizations.openSupportAccess({ id: made.id, reason: 'Asked' });
  await made.client.invitations.create({ email: `${randomUUID()}@example.com`, role: 'viewer' });
  const ads = [
    { name: '', spend: '1', impressions: 1, reach: 1 },
    { name: 'One', spend: '1', impressions: 1, reach: 1 },
  ];
  await made.client.imports.run({ fileName: 'campaigns.csv' }, campaignsCsv(ads));
  await planCampaigns(made);
  await addAudience(made);
  await addConnection(made);
  await addPublished(made);
  await addWebhook(made);
  const member = await person({ organization: made, role: 'owner' });
  const preferences = [{ kind: 'import_finished' as const, inApp: true, email: 'none' as const }];
  await member.client.notifications.setPreferences({ preferences });
  await member.client.imports.run({ fileName: 'Dora-audience-timeline.csv' }, timelineCsv([['2026-01-02', 8]]));
  return made;
}

/** Once nothing is on its way from the outbox any more, what an organization has in both stores. */
async function settled(organizationId: string): Promise<string[]> {
  server.services.wakeOutbox();
  for (;;) {
    const [open] = await server.services.postgres.worker<{ count: number }[]>`
      select count(*)::int from outbox where organization_id = ${organizationId} and dispatched_at is null`;
    if (open?.count === 0) return storedOf(server.services, organizationId);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Ids as they stand in rows; those of documents are made from them. */
const idsOf = (stored: readonly string[]): Set<string> =>
  new Set(
    stored.filter((text) => !text.includes('"$binary"')).flatMap((text) => [...text.matchAll(uuidsInText)].flat()),
  );

/** Calls with every id that the caller must not reach, and finds none of them in an answer. */
async function walk(walked: Walked, foreign: ReadonlySet<string>, headers: Record<string, string>) {
  for (const input of inputsWith(walked, foreign)) {
    const { status, body } = await callProcedure(server.url, walked, input, headers);
    expect(status, `${walked.path} with a foreign id`).toBeLessThan(500);
    // An error repeats the id that it was asked for; an answer must not know it.
    if (status >= 400) continue;
    for (const [leaked] of body.matchAll(uuidsInText)) {
      expect(foreign.has(leaked), `${walked.path} leaked ${leaked}`).toBe(false);
    }
  }
}

const other = await furnished();
const before = await settled(other.id);
const foreign = idsOf(before);

test('the walked organization has something in every kind of place that can be filled over the API', () => {
  const places = new Set(before.map((text) => text.split(' ')[0]));
  for (const place of [
    'artists',
    'tracks',
    'campaigns',
    'ad_accounts',
    'imports',
    'api_keys',
    'support_accesses',
    'invitations',
    'audiences',
    'audience_members',
    'audience_uploads',
    'audience_upload_rows',
    'audience_insights',
    'notifications',
    'notification_preferences',
    'campaign_metrics',
    'campaign_goals',
    'campaign_links',
    'campaign_templates',
    'ad_account_syncs',
    'campaign_reports',
    'report_shares',
    'report_schedules',
    'integrations',
    'integration_accounts',
    'connection_attempts',
    'platform_changes',
    'audience_deliveries',
    'webhook_endpoints',
    'webhook_events',
    'webhook_deliveries',
  ])
    expect(places).toContain(place);
  expect(foreign.size).toBeGreaterThan(8);
});

test.each(procedures)('by key $path reads and writes nothing of another organization', async (walked) => {
  const mine = await organization();
  await walk(walked, foreign, { authorization: `Bearer ${mine.apiKey}` });
  expect(await settled(other.id)).toEqual(before);
});

test.each(procedures)('by session $path reads and writes nothing of another organization', async (walked) => {
  const mine = await organization();
  const { session } = await person({ organization: mine, role: 'owner' });
  await walk(walked, foreign, { authorization: `Bearer ${session}` });
  const named = { authorization: `Bearer ${session}`, 'x-organization': other.id };
  await walk(walked, foreign, named);
  expect(await settled(other.id)).toEqual(before);
});

const shared = await furnished();
const theirs = await addArtist(shared, 'Berta');
const mineOnly = await addArtist(shared, 'Clara');
const hidden = new Set(Object.values(theirs));

test('a member restricted to an artist works with that artist, and is told where that ends', async () => {
  const { client } = await person({ organization: shared, role: 'admin', artistIds: [mineOnly.artist] });
  expect((await client.artists.list()).items.map(({ id }) => id)).toEqual([mineOnly.artist]);
  expect((await client.campaigns.list()).items.map(({ id }) => id)).toEqual([mineOnly.campaign]);
  const track = await client.tracks.create({ artistId: mineOnly.artist, title: 'One more' });
  expect((await client.tracks.list()).items.map(({ id }) => id)).toEqual([track.id, mineOnly.track]);
  const { days } = await client.metrics.daily({ subjectKind: 'artist', subjectId: mineOnly.artist });
  expect(days).toHaveLength(1);
  const beyond: (() => PromiseLike<unknown>)[] = [
    () => client.artists.create({ name: 'New' }),
    () => client.campaigns.create({ name: 'Of no artist' }),
    () => client.imports.create({ fileName: 'campaigns.csv' }),
    () => client.reports.overview(),
  ];
  for (const call of beyond) expect(await errorOf(call())).toMatchObject({ code: 'restricted', status: 403 });
  const foreignTrack = client.tracks.create({ artistId: theirs.artist, title: 'Not mine' });
  expect(await errorOf(foreignTrack)).toMatchObject({ code: 'not_found' });
});

test.each(procedures)(
  'a member restricted to other artists reads and changes nothing through $path',
  async (walked) => {
    const member = await person({ organization: shared, role: 'admin', artistIds: [mineOnly.artist] });
    const rowsOf = async () => (await settled(shared.id)).filter((text) => [...hidden].some((id) => text.includes(id)));
    const rowsBefore = await rowsOf();
    expect(rowsBefore.length).toBeGreaterThan(0);
    await walk(walked, hidden, { authorization: `Bearer ${member.session}` });
    expect(await rowsOf()).toEqual(rowsBefore);
  },
);
