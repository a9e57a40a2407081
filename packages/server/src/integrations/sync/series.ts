import type { LedgerKey } from '@songtrackpro/db';
import type { InsightRow, InsightsQuery } from '../../providers/index.ts';

type Series = Pick<InsightsQuery, 'level' | 'breakdowns'>;

/**
 * What is fetched of every day. Parts of a breakdown are facts of their own: they don't add up to the whole exactly, and
 * people are counted in several of them.
 */
export const syncedSeries: readonly Series[] = [
  { level: 'account', breakdowns: [] },
  { level: 'campaign', breakdowns: [] },
  { level: 'adset', breakdowns: [] },
  { level: 'ad', breakdowns: [] },
  { level: 'campaign', breakdowns: ['age', 'gender'] },
  { level: 'campaign', breakdowns: ['country'] },
  { level: 'campaign', breakdowns: ['publisher_platform', 'platform_position'] },
];

export const seriesKey = ({ level, breakdowns }: Series): string => [level, ...breakdowns].join(' ');

export const kindOfLevel = { account: 'adAccount', campaign: 'campaign', adset: 'adSet', ad: 'ad' } as const;

/** Meta's breakdowns under the names that exports have here. */
const breakdownNames = {
  age: 'age',
  gender: 'gender',
  country: 'country',
  region: 'region',
  publisher_platform: 'platform',
  platform_position: 'placement',
  device_platform: 'devicePlatform',
  impression_device: 'device',
} as const;

export const breakdownNamesOf = ({ breakdowns }: Series): string[] => breakdowns.map((name) => breakdownNames[name]);

export function breakdownOf(row: InsightRow, { breakdowns }: Series): LedgerKey['breakdown'] {
  return Object.fromEntries(breakdowns.map((name) => [breakdownNames[name], row[name] ?? 'unknown']));
}

/** Parts that a day of one subject falls into, at most about; for how much is asked at once. */
export const partsOfDay = ({ breakdowns }: Series): number =>
  breakdowns.reduce((parts, name) => parts * ({ age: 7, gender: 3, country: 20 }[name as string] ?? 5), 1);
