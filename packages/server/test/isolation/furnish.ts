import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import type { startFakeMeta } from '../../src/providers/fakes.ts';
import { campaignsCsv, timelineCsv } from '../exports.ts';
import type { TestOrganization, TestServer } from '../support.ts';

type Meta = Awaited<ReturnType<typeof startFakeMeta>>;

/** One artist with every kind of entity that hangs on it. */
export async function addArtist({ client }: TestOrganization, name: string) {
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

/** What hangs on campaigns: a link to an imported one, and a template. */
async function planCampaigns({ client }: TestOrganization) {
  const [own] = (await client.campaigns.list({ origin: 'manual' })).items;
  const imported = (await client.campaigns.list({ origin: 'import' })).items.map(({ id }) => id);
  if (!own) throw new Error('no campaign');
  await client.campaigns.linkAdCampaigns({ id: own.id, adCampaignIds: imported });
  await client.campaigns.saveAsTemplate({ campaignId: own.id, name: 'Plan' });
}

/** A connection with a chosen ad account, and an attempt that nobody came back from. */
async function addConnection({ client }: TestOrganization, meta: Meta): Promise<void> {
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

type Tools = Pick<TestServer, 'organization' | 'person' | 'makeStaff'> & { meta: Meta };

/** An endpoint, an event and a delivery that has failed: the name leads to this machine. */
async function addWebhook({ client }: TestOrganization): Promise<void> {
  const { id } = await client.webhooks.create({ url: 'https://localhost:9/hook', eventTypes: ['report.ready'] });
  const { id: delivery } = await client.webhooks.sendTest({ id });
  const isOver = async () => (await client.webhooks.getDelivery({ id: delivery })).status === 'failed';
  await vi.waitUntil(isOver, { timeout: 60_000, interval: 100 });
}

/** An organization with every kind of entity. */
export async function furnished({ organization, person, makeStaff, meta }: Tools): Promise<TestOrganization> {
  const operator = await person();
  await makeStaff(operator);
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
  await addConnection(made, meta);
  await addPublished(made);
  await addWebhook(made);
  const member = await person({ organization: made, role: 'owner' });
  const preferences = [{ kind: 'import_finished' as const, inApp: true, email: 'none' as const }];
  await member.client.notifications.setPreferences({ preferences });
  await member.client.imports.run({ fileName: 'Dora-audience-timeline.csv' }, timelineCsv([['2026-01-02', 8]]));
  return made;
}
