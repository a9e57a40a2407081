import type { ReportedMetricId } from '@songtrackpro/contracts';
import type { EntityKind } from './format.ts';

/** Headers of one interface language, normalised and without their currency, by what they mean. */
export interface MetaColumnNames {
  metrics: Partial<Record<ReportedMetricId, readonly string[]>>;
  roles: Partial<Record<MetaColumnRole, readonly string[]>>;
  names: Partial<Record<EntityKind, readonly string[]>>;
  externalIds: Partial<Record<EntityKind, readonly string[]>>;
  breakdowns: Record<string, readonly string[]>;
  labels: Record<string, readonly string[]>;
}

export type MetaColumnRole = 'day' | 'periodStart' | 'periodEnd' | 'periodRange' | 'attribution' | 'currency';
