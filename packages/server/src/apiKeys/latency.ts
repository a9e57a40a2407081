import { durationBuckets } from '@songtrackpro/db';

/**
 * The duration that a share of the calls did not exceed, in milliseconds: within its bucket, calls are taken to lie evenly.
 * Of calls beyond the last bucket only its end is known. Null where there was none.
 */
export function latencyOf(durations: Readonly<Record<string, number>>, share: number): number | null {
  const all = Object.values(durations).reduce((sum, calls) => sum + calls, 0);
  if (all === 0) return null;
  const wanted = share * all;
  let [below, begin] = [0, 0];
  for (const end of durationBuckets) {
    const calls = durations[`le_${end}`] ?? 0;
    if (calls > 0 && below + calls >= wanted) {
      return Math.round((begin + ((end - begin) * (wanted - below)) / calls) * 10) / 10;
    }
    below += calls;
    begin = end;
  }
  return begin;
}
