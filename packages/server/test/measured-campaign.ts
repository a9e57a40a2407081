import type { SongTrackPro } from '@songtrackpro/sdk';
import { expect } from 'vitest';
import { breakdownCsv, campaignsCsv } from './exports.ts';
import type { TestOrganization } from './support.ts';

export type SeriesInput = Parameters<SongTrackPro['metrics']['series']>[0];

export type DaySpend = readonly [day: string, spend: string, impressions?: number];

/** Days of a campaign as `campaignsCsv` takes them. */
export const dayRows = (name: string, spends: readonly DaySpend[]) =>
  spends.map(([day, spend, impressions = 100]) => ({ name, day, spend, impressions, reach: 50 }));

/** An export of a campaign named One by day and age. */
export const ages = (rows: readonly (readonly [day: string, age: string, spend: string])[]): string =>
  breakdownCsv(
    'Age',
    rows.map(([day, member, spend]) => ({ name: 'One', day, member, spend, reach: 10 })),
  );

/** Imports an export, all rows of which must be taken. */
export async function importCsv({ client }: TestOrganization, fileName: string, csv: string, artistId?: string) {
  const result = await client.imports.run({ fileName, artistId }, csv);
  expect(result).toMatchObject({ status: 'completed', rows: { refused: 0 } });
}

export async function campaignNamed({ client }: TestOrganization, name: string): Promise<string> {
  const found = (await client.campaigns.list()).items.find((campaign) => campaign.name === name);
  return found?.id ?? '';
}

/** An organization with the days of one campaign, which is named One. */
export async function measuredCampaign(owner: TestOrganization, spends: readonly DaySpend[]) {
  await importCsv(owner, 'campaigns.csv', campaignsCsv(dayRows('One', spends)));
  const campaignId = await campaignNamed(owner, 'One');
  const subjects: SeriesInput['subjects'] = [{ kind: 'campaign', id: campaignId }];
  return { ...owner, campaignId, subjects };
}
