import { addDays, dateIn } from '@songtrackpro/contracts';
import type { Campaign, CampaignStatus, NewCampaign, SongTrackPro } from '@songtrackpro/sdk';
import { type CampaignRow, campaignsCsv } from './exports.ts';

/** Zone of the organizations that tests make. */
export const zone = 'Europe/Berlin';

/** A day so many days from today. Tests stay off today itself, which may end while they run. */
export const daysFromToday = (days: number): string => addDays(dateIn(zone, new Date()), days);

/** A draft that has all that it needs to be started. */
export async function readyCampaign(
  client: SongTrackPro,
  plan: Partial<NewCampaign> = {},
): Promise<Campaign & { trackId: string; artistId: string; goalId: string }> {
  const artist = await client.artists.create({ name: 'One' });
  const track = await client.tracks.create({ artistId: artist.id, title: 'Song' });
  const campaign = await client.campaigns.create({
    name: 'Release week',
    trackId: track.id,
    startDate: daysFromToday(-10),
    endDate: daysFromToday(10),
    budgetMinor: 100_000,
    currency: 'USD',
    ...plan,
  });
  const goal = await client.goals.create({ campaignId: campaign.id, type: 'streams', target: 1000 });
  return { ...campaign, trackId: track.id, artistId: artist.id, goalId: goal.id };
}

const ways: Record<CampaignStatus, CampaignStatus[]> = {
  draft: [],
  active: ['active'],
  paused: ['active', 'paused'],
  completed: ['active', 'completed'],
  archived: ['active', 'completed', 'archived'],
};

/** A campaign that was brought into a state step by step. */
export async function campaignIn(client: SongTrackPro, status: CampaignStatus): Promise<Campaign> {
  const { id } = await readyCampaign(client);
  let campaign = await client.campaigns.get({ id });
  for (const next of ways[status]) {
    campaign = await client.campaigns.changeStatus({ id, version: campaign.version, status: next });
  }
  return campaign;
}

/** Imports ad campaigns of these names, each with a spend in USD, and links them. */
export async function spend(client: SongTrackPro, campaignId: string, rows: readonly CampaignRow[]): Promise<string[]> {
  const total = { name: '', spend: '0', impressions: 1, reach: 1 };
  await client.imports.run(
    { fileName: 'campaigns.csv' },
    campaignsCsv([...(rows[0]?.day === undefined ? [total] : []), ...rows]),
  );
  const names = new Set(rows.map(({ name }) => name));
  const { items } = await client.campaigns.list({ origin: 'import', limit: 200 });
  const adCampaignIds = items.filter(({ name }) => names.has(name)).map(({ id }) => id);
  await client.campaigns.linkAdCampaigns({ id: campaignId, adCampaignIds });
  return adCampaignIds;
}
