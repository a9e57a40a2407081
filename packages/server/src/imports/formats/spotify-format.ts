import type { ReportedMetricId } from '@songtrackpro/contracts';
import type { ParseOptions } from './dialect.ts';
import type { Column, RecognisedFormat } from './format.ts';
import { formatLabels } from './format.ts';
import { readMetaColumn } from './meta-columns.ts';
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

type TimelineAnswer =
  | { ok: true; format: RecognisedFormat }
  | { ok: false; code: 'unknown_format'; message: string; missing: string[] };

/** What tells rows of one day apart, beside the breakdowns that ads have. */
const PARTS =
  /^(?:city|song|songs|track|track name|title|playlist|source|source of streams|segment|chart|album|release|store)$/;

/** What other platforms count; their tables begin with `date` as well. */
const FOREIGN =
  /^(?:plays|average daily listeners|shazams|radio spins|views|video views|watch time\b.*|subscribers|fans|likes|downloads|(?:song|album) purchases|impressions|clicks)$/;

const isPart = (header: string) =>
  readMetaColumn(header).meaning.as === 'breakdown' || PARTS.test(normaliseHeader(header));

/**
 * A Spotify for Artists timeline, by the names of its columns: `date` and `streams` alone are a song's. With more columns it is
 * an audience's where one of them is of artists only; else a song's where it is said to be of a track, or is named as a song's
 * and not said to be of an artist. Columns may be missing (older exports), in another order, or more than are known, but none
 * may say that a row is about a part of the day.
 */
export function recogniseSpotifyTimeline(
  header: readonly string[],
  fileName: string,
  { ofTrack = false, ofArtist = false }: Pick<ParseOptions, 'ofTrack' | 'ofArtist'>,
): TimelineAnswer | null {
  const columns = header.map(toColumn);
  const dates = columns.filter(({ meaning }) => meaning.as === 'day').length;
  const metrics = new Set(columns.flatMap(({ meaning }) => (meaning.as === 'metric' ? [meaning.metric] : [])));
  if (dates !== 1 || metrics.size === 0) return null;
  const onlyStreams = metrics.size === 1 && metrics.has('streams');
  const onlyOfArtists = ofArtists.some((metric) => metrics.has(metric));
  const named = songOf(fileName) !== null && !ofArtist;
  const song = onlyStreams || (!onlyOfArtists && (ofTrack || named));
  if (!song && !onlyOfArtists && !metrics.has('listeners')) return null;
  const foreign = header.find((one) => FOREIGN.test(normaliseHeader(one)));
  if (foreign !== undefined) {
    const message = `Its column “${foreign}” is none of Spotify for Artists, so its other numbers may be of another platform too. Say what its columns mean (\`columns\`) to import it.`;
    return { ok: false, code: 'unknown_format', message, missing: [] };
  }
  const part = header.find(isPart);
  if (part !== undefined) {
    const message = `Its column “${part}” says that a row is about a part of the day, so it is no Spotify for Artists timeline. Say what its columns mean (\`columns\`) to import it.`;
    return { ok: false, code: 'unknown_format', message, missing: [] };
  }
  const id = song ? 'spotify_song_timeline' : 'spotify_audience_timeline';
  const subjectHint = song ? songOf(fileName) : artistOf(fileName);
  const given = { periodStart: null, periodEnd: null, currency: null, zone: 'UTC' };
  const reading = { source: 'spotify_for_artists', reading: 'timeline' } as const;
  return { ok: true, format: { id, label: formatLabels[id], ...reading, columns, subjectHint, given } };
}

/** What a header of a timeline counts; undefined where it is none of them. */
export const timelineMetricOf = (name: string): ReportedMetricId | undefined =>
  Object.hasOwn(timelineMetrics, name) ? timelineMetrics[name] : undefined;

function toColumn(header: string): Column {
  const name = normaliseHeader(header);
  if (name === 'date') return { header, meaning: { as: 'day' } };
  const metric = timelineMetricOf(name);
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
