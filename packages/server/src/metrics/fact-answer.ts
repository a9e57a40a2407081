import type { DayFact, PeriodFact } from '@songtrackpro/contracts';
import type { KnownFact } from '@songtrackpro/db';
import type { z } from 'zod';
import { metricValues } from './metric-values.ts';

/** The key or person and the request are kept as labels of what they pushed. */
export function originOf({ origin, labels }: Pick<KnownFact['current'], 'origin' | 'labels'>) {
  const { kind, importId, fileName } = origin;
  if (kind === 'sync') return { importId: null, fileName: null, pushedBy: null, requestId: null };
  if (kind !== 'push') return { importId, fileName, pushedBy: null, requestId: null };
  return { importId: null, fileName: null, pushedBy: labels.pushedBy ?? null, requestId: labels.requestId ?? null };
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
