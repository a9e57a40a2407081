import { SongTrackPro } from '@songtrackpro/sdk';
import { type StoreSettings, startServer } from '@songtrackpro/server';
import { createBenchLabel } from '../read/prepare-stores.ts';
import { year, yearOfCampaigns } from '../series/exports.ts';

export const campaigns = 10;
const members = ['13-17', '18-24', '25-34', '35-44', '45-54', '55-64', '65+'];

export interface Prepared {
  apiKey: string;
  organizationId: string;
  campaignId: string;
  artistId: string;
}

/** A Spotify for Artists timeline of the year. */
function timeline(): string {
  const first = Date.parse(`${year.from}T00:00:00Z`);
  const rows = Array.from({ length: 365 }, (_, day) => {
    const date = new Date(first + day * 24 * 3600 * 1000).toISOString().slice(0, 10);
    return `${date},${100 + (day % 40)},${300 + ((day * 7) % 200)},${1000 + day}`;
  });
  return `${['date,listeners,streams,followers', ...rows].join('\n')}\n`;
}

/** A year of ten campaigns by day, and by day and age, with the streams of the artist that they are for. */
export async function prepareReport(stores: StoreSettings): Promise<Prepared> {
  const server = await startServer({ stores, pointsPerMinute: 0 });
  try {
    const { apiKey, organization } = await createBenchLabel(server.services.postgres, 'bench-report');
    const client = new SongTrackPro({ apiKey, baseUrl: server.url });
    const { id: artistId } = await client.artists.create({ name: 'Measured' });
    const names = Array.from({ length: campaigns }, (_, index) => `Measured ${index}`);
    await client.imports.run({ fileName: 'timeline.csv', artistId }, timeline());
    for (const ages of [[], members]) {
      const { status } = await client.imports.run({ fileName: 'days.csv', artistId }, yearOfCampaigns(names, ages));
      if (status !== 'completed') throw new Error(`an export was not taken: ${status}`);
    }
    const [campaign] = (await client.campaigns.list({ text: 'Measured 0' })).items;
    if (!campaign) throw new Error('the measured campaign was not imported');
    return { apiKey, organizationId: organization.id, campaignId: campaign.id, artistId };
  } finally {
    await server.close();
  }
}
