import type { Campaign, MetricValue, SongTrackPro } from '@songtrackpro/sdk';

/** A day of one campaign; null is unknown, and not 0. */
export interface Day {
  date: string;
  spend: number | null;
  streams: number | null;
}

export interface CampaignNumbers {
  campaign: Campaign;
  days: Day[];
  currency: string | null;
  /** Why there is nothing to draw; null where there is. */
  hint: string | null;
}

/** What a chart can draw. Money is an exact decimal text; a pixel needs no more than a number. */
const numberOf = (value: MetricValue | undefined): number | null =>
  value === undefined || value.value === null ? null : Number(value.value);

/** The campaigns that the page lists, by name. */
export function loadCampaigns(client: SongTrackPro, signal?: AbortSignal): Promise<Campaign[]> {
  return client.campaigns.list({ sort: 'name', limit: 200 }, signal && { signal }).toArray({ limit: 1000 });
}

const noDays = 'No source has stated days of this campaign yet.';

/** Spend and streams of a campaign by day, over all days that its report covers. */
export async function loadNumbers(
  client: SongTrackPro,
  campaignId: string,
  signal?: AbortSignal,
): Promise<CampaignNumbers> {
  const options = signal && { signal };
  const { campaign, daily } = await client.reports.campaign({ campaignId }, options);
  if (daily === null) return { campaign, days: [], currency: null, hint: noDays };
  const { buckets, totals, currency } = await client.metrics.series(
    { metrics: ['spend', 'streams'], subjects: [{ kind: 'campaign', id: campaignId }], ...daily.range },
    options,
  );
  const days = buckets.map(({ from }, index) => {
    const values = totals.points[index]?.values;
    return { date: from, spend: numberOf(values?.spend), streams: numberOf(values?.streams) };
  });
  const isEmpty = days.every(({ spend, streams }) => spend === null && streams === null);
  return { campaign, days, currency, hint: isEmpty ? noDays : null };
}

export interface Watcher {
  /** From now on no change is missed. */
  onOpen(): void;
  onChange(): void;
}

/** Calls back after each change of the organization's numbers, until the signal ends it. */
export async function watchNumbers(client: SongTrackPro, watcher: Watcher, signal: AbortSignal): Promise<void> {
  let isOpen = false;
  for await (const { facts } of client.metrics.watch({}, { signal })) {
    // The first event is empty and says where the stream begins.
    if (!isOpen) watcher.onOpen();
    isOpen = true;
    if (facts.length > 0) watcher.onChange();
  }
}
