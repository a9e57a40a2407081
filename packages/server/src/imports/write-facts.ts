import { countChanges, type ImportRecord, type LedgerFact, recordFacts } from '@songtrackpro/db';
import type { Services } from '../core/context.ts';
import type { CheckedFile } from './check-rows.ts';
import { factFingerprint, factKey, subjectKey } from './fact-key.ts';
import type { ParsedFact, ParsedRow } from './formats/index.ts';
import { settleState } from './settle-state.ts';
import { type SummedFact, sumRows } from './sum-rows.ts';
import type { ProgressTracker } from './track-progress.ts';

/** Facts in one write; small enough to stay responsive, large enough to be worth the trip. */
const batchSize = 200;

/** Where a fact goes: the subject in PostgreSQL and its links. */
export interface FactPlace {
  kind: LedgerFact['key']['subject']['kind'];
  id: string;
  links: LedgerFact['links'];
  zone: string | null;
}

export interface WritePlan {
  record: ImportRecord;
  checked: CheckedFile;
  /** By `subjectKey`; null for a subject whose rows are passed over. */
  places: ReadonlyMap<string, FactPlace | null>;
  observedAt: Date;
  recordedAt: Date;
  /** Asked between batches; true ends the writing early. */
  stopped: () => boolean;
  progress: ProgressTracker;
  /** Rows about subjects without a place, counted while writing. */
  passedOver: number;
  /** Facts of the file, counted on the way. */
  facts: number;
}

export class ImportStopped extends Error {
  override name = 'ImportStopped';
}

function toLedgerFact(plan: WritePlan, { fact, rows, reasons }: SummedFact): LedgerFact {
  const place = plan.places.get(subjectKey(fact.subject));
  if (!place) throw new Error(`line ${fact.line} names a subject that the check did not see`);
  const { granularity, date, periodEnd, source, breakdown, attribution, currency } = fact;
  const { observedAt, recordedAt, record } = plan;
  const labels = fact.warnings.length === 0 ? fact.labels : { ...fact.labels, warnings: fact.warnings.join(', ') };
  return {
    key: { subject: { kind: place.kind, id: place.id }, granularity, date, periodEnd, source, breakdown, attribution },
    links: place.links,
    zone: fact.zone ?? place.zone,
    currency,
    statement: {
      recordedAt,
      observedAt,
      state: settleState(fact, observedAt),
      values: fact.values,
      reasons,
      labels,
      rows,
      origin: { importId: record.id, fileName: record.fileName },
    },
  };
}

/** Subjects that are written apart in the file and are one, for example a track with and without its ISRC. */
function sharedPlaces({ places }: WritePlan): Set<string> {
  const uses = Map.groupBy(
    [...places.values()].flatMap((place) => place?.id ?? []),
    (id) => id,
  );
  return new Set([...uses].flatMap(([id, all]) => (all.length > 1 ? [id] : [])));
}

/** The facts of a file in batches; rows that share a key are held back until the file ends, and summed. */
async function* summedFacts(plan: WritePlan, batches: AsyncIterable<ParsedRow[]>): AsyncIterable<SummedFact[]> {
  const { repeated } = plan.checked;
  const shared = sharedPlaces(plan);
  const held = new Map<string, SummedFact>();
  const single = (row: ParsedRow): SummedFact[] => {
    if ('error' in row) return [];
    const fact: ParsedFact = row.fact;
    const place = plan.places.get(subjectKey(fact.subject));
    if (place === null) {
      plan.passedOver += 1;
      return [];
    }
    const isShared = place !== undefined && shared.has(place.id);
    const isRepeated = isShared || (repeated.size > 0 && repeated.has(factFingerprint(fact)));
    if (!isRepeated) return [sumRows(undefined, fact)];
    const key = factKey(fact, place?.id);
    held.set(key, sumRows(held.get(key), fact));
    return [];
  };
  for await (const batch of batches) {
    plan.progress.rows(batch.length);
    yield batch.flatMap(single);
  }
  yield [...held.values()];
}

/**
 * Writes every fact of a checked file. Repeating it after a crash changes nothing that is already there: a fact that
 * carries a version of this import is passed over. Answers how many facts were new or restated; a dry run writes nothing
 * and answers how many would be.
 */
export async function writeFacts(
  services: Services,
  plan: WritePlan,
  batches: AsyncIterable<ParsedRow[]>,
): Promise<number> {
  const { db } = services.documents;
  const { organizationId, dryRun } = plan.record;
  const record = dryRun ? countChanges : recordFacts;
  let batch: LedgerFact[] = [];
  let changed = 0;
  let writing: Promise<number> = Promise.resolve(0);
  // While the store writes one batch, the next one is read; no two batches share a fact.
  const flush = async () => {
    changed += await writing;
    if (plan.stopped()) throw new ImportStopped('the process is stopping; the import goes on at the next start');
    writing = record(db, organizationId, batch);
    // It is awaited with the next batch; a failure until then must not end the process.
    writing.catch(() => undefined);
    batch = [];
  };
  for await (const facts of summedFacts(plan, batches)) {
    plan.facts += facts.length;
    for (const summed of facts) {
      batch.push(toLedgerFact(plan, summed));
      if (batch.length >= batchSize) await flush();
    }
  }
  if (batch.length > 0) await flush();
  changed += await writing;
  await plan.progress.settled();
  return changed;
}
