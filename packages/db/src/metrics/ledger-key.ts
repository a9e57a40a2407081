import type { MetricSource, SubjectKind } from '@songtrackpro/contracts';
import { hashId } from '../core/document-ids.ts';

/** What makes a fact this fact and no other; two statements with the same key are versions of one fact. */
export interface LedgerKey {
  subject: { kind: SubjectKind; id: string };
  granularity: 'day' | 'period';
  date: string;
  periodEnd: string | null;
  source: MetricSource;
  breakdown: Record<string, string>;
  attribution: string | null;
}

/** Canonical text of a breakdown: its members in alphabetical order; empty for none. */
export function breakdownKeyOf(breakdown: Record<string, string>): string {
  const entries = Object.entries(breakdown).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? '' : JSON.stringify(entries);
}

/** The document id of a fact: a hash of organization and key. */
export function ledgerId(organizationId: string, key: LedgerKey): string {
  return hashId([
    organizationId,
    key.subject.kind,
    key.subject.id,
    key.granularity,
    key.date,
    key.periodEnd,
    key.source,
    breakdownKeyOf(key.breakdown),
    key.attribution,
  ]);
}
