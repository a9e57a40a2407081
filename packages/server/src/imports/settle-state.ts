import { addDays, type ReportedMetricId } from '@songtrackpro/contracts';
import { dayStarts } from '../metrics/index.ts';
import type { ParsedFact } from './formats/index.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Days after which a source no longer restates a fact. Meta: conversions are attributed and corrected for 28 days.
 * Charts and sales reports are closed when they are issued; what is corrected comes as a row of its own.
 * Spotify: plays made offline are counted when the device reconnects, up to 30 days later.
 */
const settledAfterDays: Record<ParsedFact['source'], number> = {
  // Never in a file; pushes settle as streams do.
  push: 30,
  meta_api: 28,
  meta_ads_manager: 28,
  spotify_for_artists: 30,
  spotify_charts: 0,
  distrokid: 0,
  tunecore: 0,
  symphonic: 0,
  believe: 0,
  ddex_dsr: 0,
  mapped_file: 28,
};

/** What Meta counts while it delivers, and has counted by three o'clock of the next day in the ad account's zone. */
const delivery: ReadonlySet<string> = new Set<ReportedMetricId>([
  'impressions',
  'reach',
  'reportedFrequency',
  'spend',
  'clicks',
  'linkClicks',
  'outboundClicks',
  'uniqueClicks',
  'uniqueLinkClicks',
  'uniqueOutboundClicks',
]);
const deliveryHours = 3;
/** Where the last day of the earth ends: a file that doesn't say its zone isn't believed to be final any sooner. */
const lastZone = 'Etc/GMT+12';

const isDeliveryAlone = ({ source, values }: ParsedFact): boolean =>
  source === 'meta_ads_manager' && Object.keys(values).every((id) => delivery.has(id));

const zones = new Map<string, (date: string) => number>();

/** When the fact's last day ended in its zone. */
function endOf({ periodEnd, date, source }: ParsedFact, zone: string | null): number {
  const name = zone ?? (source === 'meta_ads_manager' ? lastZone : 'UTC');
  const starts = zones.get(name) ?? dayStarts(name);
  zones.set(name, starts);
  return starts(addDays(periodEnd ?? date, 1));
}

/** Whether a fact observed at this moment may still be restated by its source. Its days are those of the zone. */
export function settleState(fact: ParsedFact, zone: string | null, observedAt: Date): 'provisional' | 'final' {
  const settles = isDeliveryAlone(fact) ? deliveryHours * hourMs : settledAfterDays[fact.source] * dayMs;
  return observedAt.getTime() - endOf(fact, zone) >= settles ? 'final' : 'provisional';
}
