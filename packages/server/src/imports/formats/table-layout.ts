import { type ReportedMetric, type ReportedMetricId, reportedMetrics } from '@songtrackpro/contracts';
import type { ColumnMeaning, RecognisedFormat } from './format.ts';

type TrackPart = Extract<ColumnMeaning, { as: 'track' }>['part'];

/** Where each meaning lies in a row of a table; -1 for what the file doesn't have. */
export interface TableLayout {
  day: number;
  month: number;
  periodStart: number;
  periodEnd: number;
  periodRange: number;
  currency: number;
  reversal: number;
  attribution: number;
  /** Columns by part of the track, the first that says something counts; null where rows are about the target. */
  track: Record<TrackPart, number[]> | null;
  breakdowns: { key: string; index: number }[];
  labels: { key: string; index: number }[];
  metrics: { metric: ReportedMetricId; unit: ReportedMetric['unit']; index: number; header: string }[];
}

export function layOutTable({ columns }: RecognisedFormat): TableLayout {
  const role = (as: ColumnMeaning['as']) => columns.findIndex(({ meaning }) => meaning.as === as);
  const partsOf = (part: TrackPart) =>
    columns
      .flatMap(({ meaning }, index) => (meaning.as === 'track' && meaning.part === part ? [{ meaning, index }] : []))
      .sort((a, b) => Number('isFallback' in a.meaning) - Number('isFallback' in b.meaning))
      .map(({ index }) => index);
  const seen = new Set<string>();
  const isFirst = (key: string) => !seen.has(key) && seen.add(key).size > 0;
  const keyed = (as: 'breakdown' | 'label') =>
    columns.flatMap(({ meaning }, index) =>
      meaning.as === as && isFirst(`${as} ${meaning.key}`) ? [{ key: meaning.key, index }] : [],
    );
  return {
    day: role('day'),
    month: role('month'),
    periodStart: role('periodStart'),
    periodEnd: role('periodEnd'),
    periodRange: role('periodRange'),
    currency: role('currency'),
    reversal: role('reversal'),
    attribution: role('attribution'),
    track: columns.some(({ meaning }) => meaning.as === 'track')
      ? { title: partsOf('title'), artist: partsOf('artist'), isrc: partsOf('isrc'), spotifyId: partsOf('spotifyId') }
      : null,
    breakdowns: keyed('breakdown'),
    labels: keyed('label'),
    metrics: columns.flatMap(({ header, meaning }, index) =>
      meaning.as === 'metric' && isFirst(`metric ${meaning.metric}`)
        ? [{ metric: meaning.metric, unit: reportedMetrics[meaning.metric].unit, index, header }]
        : [],
    ),
  };
}
