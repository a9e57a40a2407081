import { campaignsCsv, timelineCsv } from './exports.ts';
import type { TestOrganization } from './support.ts';

const reportedDays = ['2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08'] as const;
export const reportedRange = { from: '2026-01-05', to: '2026-01-08' };

/** An export of one campaign by day; a spend of null leaves the day out. */
export const dailyExport = (name: string, spends: readonly (string | null)[], impressions = 100): string =>
  campaignsCsv(
    spends.flatMap((spend, index) => {
      const day = reportedDays[index];
      return spend === null || day === undefined ? [] : [{ name, spend, impressions, reach: 50, day }];
    }),
    reportedRange,
  );

export interface ReportedCampaign {
  campaignId: string;
  artistId: string;
}

/** A campaign with three days of spend and two of streams, of four: what a report has to tell. */
export async function reportedCampaign(
  { client }: Pick<TestOrganization, 'client'>,
  name = 'Release',
): Promise<ReportedCampaign> {
  const artist = await client.artists.create({ name: `${name} artist` });
  const streams = timelineCsv([
    ['2026-01-05', 700],
    ['2026-01-08', 900],
  ]);
  await client.imports.run({ fileName: 'timeline.csv', artistId: artist.id }, streams);
  const file = { fileName: `${name}.csv`, artistId: artist.id };
  await client.imports.run(file, dailyExport(name, ['1.10', '2.20', null, '3.30']));
  const [campaign] = (await client.campaigns.list({ origin: 'import', text: name })).items;
  if (!campaign) throw new Error('no campaign was made');
  return { campaignId: campaign.id, artistId: artist.id };
}
