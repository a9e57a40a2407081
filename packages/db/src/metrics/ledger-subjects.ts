import { hashId } from '../core/document-ids.ts';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid } from '../core/mongo.ts';
import { type LedgerCollection, type LedgerSubjectDocument, ledgerSubjects } from './documents.ts';
import type { LedgerKey } from './ledger-key.ts';
import type { LedgerVersion } from './ledger-version.ts';

type Granularity = LedgerSubjectDocument['granularity'];

/** Of the mark that says since when a subject has facts. */
export const markId = (organizationId: string, ledger: LedgerCollection, subjectId: string, granularity: Granularity) =>
  hashId([organizationId, ledger, subjectId, granularity]);

interface Stated {
  fact: { key: LedgerKey };
  versions: readonly LedgerVersion[];
}

/** Marks that this process has seen stored: instants by mark. Only saves writes, so it may forget at any time. */
const seen = new WeakMap<DocumentDatabase, Map<string, number>>();
const seenAtMost = 100_000;

/**
 * Notes since when subjects have facts. It is done before the facts are written: a crash in between leaves a mark
 * without facts, which answers nothing wrong, never facts without a mark, whose expiry would go unnoticed.
 */
export async function markSubjects(
  db: DocumentDatabase,
  organizationId: string,
  ledger: LedgerCollection,
  stated: readonly Stated[],
): Promise<void> {
  const known = seen.get(db) ?? new Map<string, number>();
  seen.set(db, known);
  const firsts = new Map<string, { key: LedgerKey; first: number }>();
  for (const { fact, versions } of stated) {
    const { key } = fact;
    const id = markId(organizationId, ledger, key.subject.id, key.granularity);
    const first = Math.min(
      ...versions.map((version) => version.recordedAt.getTime()),
      firsts.get(id)?.first ?? Infinity,
    );
    if ((known.get(id) ?? Infinity) > first) firsts.set(id, { key, first });
  }
  const writes = [...firsts].map(([id, { key, first }]) => ({
    filter: { _id: toUuid(id) },
    update: {
      $setOnInsert: {
        ledger,
        subject: { kind: key.subject.kind, id: toUuid(key.subject.id) },
        granularity: key.granularity,
      },
      $min: { firstRecordedAt: new Date(first) },
    },
    upsert: true,
  }));
  await tenantCollection(db, ledgerSubjects, organizationId).write(writes);
  if (known.size > seenAtMost) known.clear();
  for (const [id, { first }] of firsts) known.set(id, first);
}

/** Since when a subject has facts; null when it never had any. */
export async function firstRecorded(
  db: DocumentDatabase,
  organizationId: string,
  ledger: LedgerCollection,
  subjectId: string,
  granularity: Granularity,
): Promise<Date | null> {
  const marks = tenantCollection(db, ledgerSubjects, organizationId);
  const _id = toUuid(markId(organizationId, ledger, subjectId, granularity));
  const [mark] = await marks.find({ _id });
  return mark?.firstRecordedAt ?? null;
}

/** Artists and tracks that have any day stated about them, those included whose days have expired. */
export async function findTimelineSubjects(
  db: DocumentDatabase,
  organizationId: string,
): Promise<{ kind: 'artist' | 'track'; id: string }[]> {
  const marks = tenantCollection(db, ledgerSubjects, organizationId);
  const found = await marks.find({ ledger: 'spotify_metrics', granularity: 'day' });
  return found.flatMap(({ subject: { kind, id } }) =>
    kind === 'artist' || kind === 'track' ? [{ kind, id: id.toString() }] : [],
  );
}
