import type { ReportedMetricId } from '@songtrackpro/contracts';
import type { ParseOptions } from './dialect.ts';
import type { Column, RecognisedFormat } from './format.ts';
import { formatLabels } from './format.ts';
import { normaliseHeader } from './normalise-header.ts';

const timelineMetrics: Record<string, ReportedMetricId> = {
  streams: 'streams',
  listeners: 'listeners',
  'monthly listeners': 'monthlyListeners',
  'monthly active listeners': 'monthlyActiveListeners',
  'super listeners': 'superListeners',
  followers: 'followers',
  saves: 'saves',
  'playlist adds': 'playlistAdds',
};

/** What only an artist has. */
const ofArtists: readonly ReportedMetricId[] = [
  'monthlyListeners',
  'monthlyActiveListeners',
  'superListeners',
  'followers',
];

/**
 * A Spotify for Artists timeline, by the names of its columns: `date` and `streams` alone are a song's, any column more
 * is an audience's, unless it is said to be of a track. Columns may be missing (older exports), in another order, or more
 * than are known.
 */
export function recogniseSpotifyTimeline(
  header: readonly string[],
  fileName: string,
  { ofTrack = false }: Pick<ParseOptions, 'ofTrack'>,
): RecognisedFormat | null {
  const columns = header.map(toColumn);
  const dates = columns.filter(({ meaning }) => meaning.as === 'day').length;
  const metrics = new Set(columns.flatMap(({ meaning }) => (meaning.as === 'metric' ? [meaning.metric] : [])));
  if (dates !== 1 || metrics.size === 0) return null;
  const onlyStreams = metrics.size === 1 && metrics.has('streams');
  const song = onlyStreams || (ofTrack && metrics.has('streams') && !ofArtists.some((metric) => metrics.has(metric)));
  if (!song && !metrics.has('listeners') && !metrics.has('followers') && !metrics.has('monthlyListeners')) return null;
  const id = song ? 'spotify_song_timeline' : 'spotify_audience_timeline';
  return {
    id,
    label: formatLabels[id],
    source: 'spotify_for_artists',
    reading: 'timeline',
    columns,
    subjectHint: song ? songOf(fileName) : artistOf(fileName),
    given: { periodStart: null, periodEnd: null, currency: null, zone: 'UTC' },
  };
}

function toColumn(header: string): Column {
  const name = normaliseHeader(header);
  if (name === 'date') return { header, meaning: { as: 'day' } };
  const metric = Object.hasOwn(timelineMetrics, name) ? timelineMetrics[name] : undefined;
  return { header, meaning: metric ? { as: 'metric', metric } : { as: 'ignored', reason: 'unknown' } };
}

export function baseName(fileName: string): string {
  const name = fileName.split(/[\\/]/).at(-1) ?? '';
  // A browser numbers a second download: `name (1).csv`.
  return name.replace(/(?: ?\(\d+\))?(?:\.(?:csv|tsv|txt))?(?: ?\(\d+\))?(?:\.(?:csv|tsv|txt|gz|zip))$/i, '');
}

function artistOf(fileName: string): string | null {
  return /^(.*\S)[-_ ]audience[-_ ]timeline$/i.exec(baseName(fileName))?.[1]?.trim() || null;
}

/** Spotify writes `_` for characters that a file name can't have, so the title is a hint to be confirmed. */
function songOf(fileName: string): string | null {
  const title = /^(.*\S)-timeline$/i.exec(baseName(fileName))?.[1]?.trim() || null;
  return title && !/[-_ ]audience$/i.test(title) ? title : null;
}
