import type { ReportedMetricId } from '@songtrackpro/contracts';

export type EntityKind = 'adAccount' | 'campaign' | 'adSet' | 'ad';

/** What a column of a file means. Plain data: a mapping can be stored and offered again for the same header. */
export type ColumnMeaning =
  | { as: 'metric'; metric: ReportedMetricId; currency?: string }
  | { as: 'day' }
  | { as: 'periodStart' }
  | { as: 'periodEnd' }
  /** A week or month as one cell: `2026-01-05 - 2026-01-11` or `2026-01`. */
  | { as: 'periodRange' }
  | { as: 'name'; of: EntityKind }
  | { as: 'externalId'; of: EntityKind }
  | { as: 'breakdown'; key: string }
  | { as: 'attribution' }
  | { as: 'currency' }
  | { as: 'label'; key: string }
  /** `calculated`: a ratio of the provider, made anew from the sums here. `unknown`: named to the user. */
  | { as: 'ignored'; reason: 'calculated' | 'unknown' };

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
  ddex_dsr: 'DDEX digital sales report',
} as const;

export type FormatId = keyof typeof formatLabels;

export interface RecognisedFormat {
  id: FormatId;
  label: string;
  /** False: known by its header, not importable yet. */
  supported: boolean;
  columns: Column[];
  /** Artist or song as the file name says it, where it does. */
  subjectHint: string | null;
  /** What the user said because the file doesn't. */
  given: { periodStart: string | null; periodEnd: string | null; currency: string | null; zone: string | null };
}
