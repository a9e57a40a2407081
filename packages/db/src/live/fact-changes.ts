import type { FactChangeData } from '@songtrackpro/contracts';
import type { LedgerDocument } from '../metrics/documents.ts';
import type { LedgerKey } from '../metrics/ledger-key.ts';
import { type LedgerVersion, type StandingFact, standingFact } from '../metrics/ledger-version.ts';
import { fromVersionDocument } from '../metrics/version-documents.ts';

/** A change, and which version of its fact made it. */
export interface NumberedChange {
  version: number;
  change: FactChangeData;
}

/** Reported metrics whose value or reason differs. */
function changedMetrics(before: StandingFact | null, after: StandingFact | null): string[] {
  const said = (fact: StandingFact | null, id: string) => {
    const values: Readonly<Record<string, number | string | null | undefined>> = fact?.values ?? {};
    return id in values ? `${values[id] ?? fact?.reasons[id] ?? null}` : undefined;
  };
  const ids = new Set([before, after].flatMap((fact) => Object.keys(fact?.values ?? {})));
  return [...ids].filter((id) => said(before, id) !== said(after, id)).sort();
}

/**
 * What the versions of a fact from one on changed, each judged with those before it; one that changes nothing of what holds
 * is left out. The same version always makes the same change, whoever asks and whenever.
 */
export function changesOf(
  { id, key }: { id: string; key: LedgerKey },
  versions: readonly LedgerVersion[],
  from: number,
): NumberedChange[] {
  const { subject, granularity, date, periodEnd, source, attribution, breakdown } = key;
  return versions.slice(from).flatMap((recorded, index) => {
    const version = from + index;
    const [before, after] = [standingFact(versions.slice(0, version)), standingFact(versions.slice(0, version + 1))];
    const metrics = changedMetrics(before, after);
    if (metrics.length === 0 && (before === null) === (after === null)) return [];
    const change: FactChangeData = {
      kind: 'fact',
      id,
      subject,
      granularity,
      from: date,
      to: periodEnd ?? date,
      source,
      attribution,
      breakdown,
      change: before === null ? 'recorded' : after === null ? 'withdrawn' : 'restated',
      metrics,
      recordedAt: recorded.recordedAt.toISOString(),
    };
    return [{ version, change }];
  });
}

/** The same of a fact as it is stored. */
export function changesIn(document: LedgerDocument, from: number): NumberedChange[] {
  const { subject, granularity, date, periodEnd, source, attribution, breakdown } = document;
  const key = { granularity, date, periodEnd, source, attribution, breakdown };
  return changesOf(
    { id: document._id.toString(), key: { ...key, subject: { kind: subject.kind, id: subject.id.toString() } } },
    document.versions.map(fromVersionDocument),
    from,
  );
}
