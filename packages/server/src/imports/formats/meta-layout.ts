import { type ReportedMetric, type ReportedMetricId, reportedMetrics } from '@songtrackpro/contracts';
import type { ColumnMeaning, EntityKind, RecognisedFormat } from './format.ts';

export interface MetaLayout {
  /** The finest level that the columns name, and any row. */
  level: EntityKind;
  /** Whether there are columns of a finer level, all blank. */
  fellBack: boolean;
  deliveryLevel: number;
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

export const finestFirst: readonly EntityKind[] = ['ad', 'adSet', 'campaign'];

/** Where each meaning lies in a row; -1 for what the file doesn't have. `blank` are levels that no row names. */
export function layOutMeta({ columns }: RecognisedFormat, blank: readonly EntityKind[] = []): MetaLayout {
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
    level: finestFirst.find((kind) => named(kind) && !blank.includes(kind)) ?? 'adAccount',
    fellBack: blank.length > 0,
    deliveryLevel: find((meaning) => meaning.as === 'label' && meaning.key === 'deliveryLevel'),
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
