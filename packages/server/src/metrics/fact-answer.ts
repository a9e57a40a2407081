import type { DayFact, PeriodFact } from '@songtrackpro/contracts';
import type { KnownFact } from '@songtrackpro/db';
import type { z } from 'zod';
import { metricValues } from './metric-values.ts';

/** The request is kept as a label of what it pushed. */
export function originOf({ origin, labels }: Pick<KnownFact['current'], 'origin' | 'labels'>) {
  const { kind, importId, fileName, by: broughtBy = null } = origin;
  const isFile = kind !== 'sync' && kind !== 'push';
  return {
    importId: isFile ? importId : null,
    fileName: isFile ? fileName : null,
    broughtBy,
    requestId: kind === 'push' ? (labels.requestId ?? null) : null,
  };
}

function provenance({ current, versions }: KnownFact): DayFact['provenance'] {
  return {
    ...originOf(current),
    observedAt: current.observedAt.toISOString(),
    recordedAt: current.recordedAt.toISOString(),
    versions,
  };
}

export function toDayFact(fact: KnownFact): DayFact {
  const { values, reasons, state } = fact.current;
  return { date: fact.date, state, values: metricValues(values, reasons), provenance: provenance(fact) };
}

export function toPeriodFact(fact: KnownFact): z.infer<typeof PeriodFact> {
  const { values, reasons, state, rows, labels } = fact.current;
  const { source, zone, currency, attribution } = fact;
  return {
    from: fact.date,
    to: fact.periodEnd ?? fact.date,
    state,
    source,
    zone,
    currency,
    attribution,
    rows,
    labels,
    values: metricValues(values, reasons),
    provenance: provenance(fact),
  };
}
