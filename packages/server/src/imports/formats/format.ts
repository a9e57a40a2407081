import type { ColumnMeaning as GivenMeaning, MetricSource } from '@songtrackpro/contracts';

export type EntityKind = 'adAccount' | 'campaign' | 'adSet' | 'ad';

/**
 * What a column of a file means. Plain data: a mapping can be stored and offered again for the same header. A title that is a
 * fallback counts in rows where no other is given, such as the release's where a whole release was sold. An ignored
 * column is `calculated` (a ratio of the provider, made anew from the sums here), `unknown`, which is named to the user,
 * or a `synonym` of an earlier column (`of`).
 */
export type ColumnMeaning =
  | Exclude<GivenMeaning, { as: 'ignored' }>
  | { as: 'track'; part: 'title'; isFallback: true }
  | { as: 'ignored'; reason?: 'calculated' | 'unknown' }
  | { as: 'ignored'; reason: 'synonym'; of: string };

export interface Column {
  header: string;
  meaning: ColumnMeaning;
}

export const formatLabels = {
  spotify_audience_timeline: 'Spotify for Artists: audience timeline',
  spotify_song_timeline: 'Spotify for Artists: song timeline',
  spotify_songs: 'Spotify for Artists: songs of a period',
  spotify_playlists: 'Spotify for Artists: playlists of a period',
  spotify_charts: 'Spotify charts',
  meta_ads_manager: 'Meta Ads Manager export',
  distrokid: 'DistroKid sales report',
  tunecore: 'TuneCore sales report',
  symphonic: 'Symphonic sales report',
  believe: 'Believe sales report',
  ddex_dsr: 'DDEX digital sales report',
  mapped_table: 'Table read by a column mapping',
} as const;

export type FormatId = keyof typeof formatLabels;

/** What the user, or a file's own name, says because its cells don't. */
export interface GivenFacts {
  periodStart: string | null;
  periodEnd: string | null;
  currency: string | null;
  zone: string | null;
  /** The day that every row is about. */
  day?: string;
  /** Breakdown of every row. */
  breakdown?: Record<string, string>;
}

export interface RecognisedFormat {
  id: FormatId;
  label: string;
  source: MetricSource;
  /** How its rows are read. */
  reading: 'timeline' | 'ads' | 'table' | 'dsr';
  columns: Column[];
  /** Artist or song as the file name says it, where it does. */
  subjectHint: string | null;
  given: GivenFacts;
}
