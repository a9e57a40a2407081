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
];
const streamingIds: ReadonlySet<string> = new Set(streaming);

/** Whether a reported metric is stated of artists and tracks; all others are stated of the parts of an ad account. */
export function isStreamingMetric(id: string): boolean {
  return streamingIds.has(id);
}
