import type { ReportedMetricId } from './definitions.ts';

const streaming: readonly ReportedMetricId[] = [
  'streams',
  'listeners',
  'monthlyListeners',
  'monthlyActiveListeners',
  'superListeners',
  'followers',
  'saves',
  'playlistAdds',
  'plays',
  'playsUnder30s',
  'skips',
  'completes',
  'playsWithPlaytime',
  'chartPosition',
];
const streamingIds: ReadonlySet<string> = new Set(streaming);

/** Whether a reported metric says how artists and tracks were listened to. */
export function isStreamingMetric(id: string): boolean {
  return streamingIds.has(id);
}

/** Whether a reported metric is what a distributor reports of a track, by month, store and country. */
export function isSalesMetric(id: string): boolean {
  return id === 'units' || id === 'earnings';
}
