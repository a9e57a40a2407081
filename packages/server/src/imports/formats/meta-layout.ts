import { type ReportedMetric, type ReportedMetricId, reportedMetrics } from '@songtrackpro/contracts';
import type { ColumnMeaning, EntityKind, RecognisedFormat } from './format.ts';

export interface MetaLayout {
  /** The finest level that the columns name. */
  level: EntityKind;
  entities: Record<EntityKind, { name: number; externalId: number }>;
  day: number;
  periodStart: number;
  periodEnd: number;
  periodRange: number;
  currency: number;
  attribution: number;
  breakdowns: { key: string; index: number }[];
  labels: { key: string; index: number }[];
  metrics: { metric: ReportedMetricId; unit: ReportedMetric['unit']; index: number; header: string }[];
}

const finestFirst: readonly EntityKind[] = ['ad', 'adSet', 'campaign'];

/** Where each meaning lies in a row; -1 for what the file doesn't have. */
export function layOutMeta({ columns }: RecognisedFormat): MetaLayout {
  const find = (test: (meaning: ColumnMeaning) => boolean) => columns.findIndex(({ meaning }) => test(meaning));
  const role = (as: ColumnMeaning['as']) => find((meaning) => meaning.as === as);
  const entity = (of: EntityKind) => ({
    name: find((meaning) => meaning.as === 'name' && meaning.of === of),
    externalId: find((meaning) => meaning.as === 'externalId' && meaning.of === of),
  });
  const entities = {
    adAccount: entity('adAccount'),
    campaign: entity('campaign'),
    adSet: entity('adSet'),
    ad: entity('ad'),
  };
  const named = (kind: EntityKind) => entities[kind].name >= 0 || entities[kind].externalId >= 0;
  const keyed = (as: 'breakdown' | 'label') =>
    columns.flatMap(({ header, meaning }, index) =>
      meaning.as === as && isFirst(columns, header, index) ? [{ key: meaning.key, index }] : [],
    );
  return {
    level: finestFirst.find(named) ?? 'adAccount',
    entities,
    day: role('day'),
    periodStart: role('periodStart'),
    periodEnd: role('periodEnd'),
    periodRange: role('periodRange'),
    currency: role('currency'),
    attribution: role('attribution'),
    breakdowns: keyed('breakdown'),
    labels: keyed('label'),
    metrics: columns.flatMap(({ header, meaning }, index) =>
      meaning.as === 'metric' && isFirst(columns, header, index)
        ? [{ metric: meaning.metric, unit: reportedMetrics[meaning.metric].unit, index, header }]
        : [],
    ),
  };
}

function isFirst(columns: readonly { header: string }[], header: string, index: number): boolean {
  return columns.findIndex((column) => column.header === header) === index;
}
