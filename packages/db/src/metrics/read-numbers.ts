import type { MetricSource, ReportedMetricId, ReportedValues } from '@songtrackpro/contracts';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid } from '../core/mongo.ts';
import { ledgerOf } from './documents.ts';
import { fromStored } from './stored-numbers.ts';

/** A few numbers of one fact, as they hold now. */
export interface SubjectNumbers {
  subjectId: string;
  granularity: 'day' | 'period';
  date: string;
  periodEnd: string | null;
  source: MetricSource;
  attribution: string | null;
  currency: string | null;
  observedAt: Date;
  values: ReportedValues;
}

export interface NumbersQuery {
  /** Totals of ad campaigns, or streams and followers of artists and tracks. */
  ledger: 'campaign_metrics' | 'spotify_metrics';
  subjectIds: readonly string[];
  metrics: readonly ReportedMetricId[];
  /** First day; all of them unless given. */
  from?: string | null;
}

/**
 * Numbers of many subjects in one request, without a breakdown. Only what is asked for is sent: a list of hundreds of
 * campaigns reads thousands of facts, and a fact carries its history.
 */
export async function readNumbers(
  db: DocumentDatabase,
  organizationId: string,
  { ledger, subjectIds, metrics, from }: NumbersQuery,
): Promise<SubjectNumbers[]> {
  if (subjectIds.length === 0) return [];
  const projection = {
    'subject.id': 1,
    granularity: 1,
    date: 1,
    periodEnd: 1,
    source: 1,
    attribution: 1,
    'current.currency': 1,
    'current.observedAt': 1,
    ...Object.fromEntries(metrics.map((metric) => [`current.values.${metric}`, 1])),
  };
  const filter = {
    'subject.id': { $in: [...new Set(subjectIds)].map(toUuid) },
    granularity: { $in: ['day' as const, 'period' as const] },
    breakdownKey: '',
    ...(from != null && { date: { $gte: from } }),
  };
  const documents = await tenantCollection(db, ledgerOf(ledger), organizationId).find(filter, { projection });
  return documents.flatMap(({ subject, granularity, date, periodEnd, source, attribution, current }) =>
    current === null
      ? []
      : [
          {
            subjectId: subject.id.toString(),
            granularity,
            date,
            periodEnd,
            source,
            attribution,
            currency: current.currency,
            observedAt: current.observedAt,
            values: fromStored(current.values),
          },
        ],
  );
}
