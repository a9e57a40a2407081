import { countChanges, type ImportRecord, type LedgerFact, recordFacts } from '@songtrackpro/db';
import type { Services } from '../core/context.ts';
import type { CheckedFile } from './check-rows.ts';
import type { TotalsComparison } from './compare-totals.ts';
import { factFingerprint, factKey, subjectKey } from './fact-key.ts';
import type { ParsedFact, ParsedRow } from './formats/index.ts';
import { settleState } from './settle-state.ts';
import { type SummedFact, sumRows } from './sum-rows.ts';
import type { ProgressTracker } from './track-progress.ts';

/** Facts in one write; small enough to stay responsive, large enough to be worth the trip. */
const batchSize = 200;
/** Batches that are on their way, so that the store never waits for the next one. */
const batchesAtOnce = 2;

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
  /** The rows beside the totals rows of the file. */
  totals: TotalsComparison;
}

export class ImportStopped extends Error {
  override name = 'ImportStopped';
}

function toLedgerFact(plan: WritePlan, { fact, rows, reasons }: SummedFact): LedgerFact {
  const place = plan.places.get(subjectKey(fact.subject));
  if (!place) throw new Error(`line ${fact.line} names a subject that the check did not see`);
  const { granularity, date, periodEnd, source, breakdown, attribution, currency } = fact;
  const { observedAt, recordedAt, record } = plan;
  const zone = fact.zone ?? place.zone;
  const labels = fact.warnings.length === 0 ? fact.labels : { ...fact.labels, warnings: fact.warnings.join(', ') };
  return {
    key: { subject: { kind: place.kind, id: place.id }, granularity, date, periodEnd, source, breakdown, attribution },
    links: place.links,
    zone,
    currency,
    statement: {
      recordedAt,
      observedAt,
      state: settleState(fact, zone, observedAt),
      values: fact.values,
      reasons,
      labels,
      rows,
      origin: { importId: record.id, fileName: record.fileName, by: record.begunBy },
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

/** Rows that the file doesn't tell apart, until the last of them has come. */
class HeldRows {
  readonly #rows: ReadonlyMap<number, number>;
  readonly #held = new Map<number, { left: number; byKey: Map<string, SummedFact> }>();

  constructor(rows: ReadonlyMap<number, number>) {
    this.#rows = rows;
  }

  /** Adds a row to those like it; answers their sums where it was the last one, and null for a row that stands alone. */
  add(fact: ParsedFact, placeId: string | undefined): SummedFact[] | null {
    if (this.#rows.size === 0) return null;
    const fingerprint = factFingerprint(fact);
    const rows = this.#rows.get(fingerprint);
    if (rows === undefined) return null;
    const held = this.#held.get(fingerprint) ?? { left: rows, byKey: new Map() };
    const key = factKey(fact, placeId);
    held.byKey.set(key, sumRows(held.byKey.get(key), fact));
    held.left -= 1;
    if (held.left > 0) {
      this.#held.set(fingerprint, held);
      return [];
    }
    this.#held.delete(fingerprint);
    return [...held.byKey.values()];
  }
}

/** The facts of a file in batches. Rows that share a key are held back until the last of them, and summed. */
async function* summedFacts(plan: WritePlan, batches: AsyncIterable<ParsedRow[]>): AsyncIterable<SummedFact[]> {
  const held = new HeldRows(plan.checked.repeated);
  const shared = sharedPlaces(plan);
  // Subjects that are written apart have fingerprints of their own: their rows wait for the end of the file.
  const ofShared = new Map<string, SummedFact>();
  const single = (row: ParsedRow): SummedFact[] => {
    if ('error' in row) return [];
    const { fact } = row;
    plan.totals.see(fact);
    const place = plan.places.get(subjectKey(fact.subject));
    if (place === null) {
      plan.passedOver += 1;
      return [];
    }
    if (place !== undefined && shared.has(place.id)) {
      const key = factKey(fact, place.id);
      ofShared.set(key, sumRows(ofShared.get(key), fact));
      return [];
    }
    return held.add(fact, place?.id) ?? [sumRows(undefined, fact)];
  };
  for await (const batch of batches) {
    plan.progress.rows(batch.length);
    yield batch.flatMap(single);
  }
  yield [...ofShared.values()];
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
  const expected = { areNew: true };
  const record = dryRun ? countChanges : recordFacts;
  let batch: LedgerFact[] = [];
  let changed = 0;
  // While the store writes some batches, the next one is read; no two of them share a fact.
  const writing: Promise<number>[] = [];
  const settle = async (atMost: number) => {
    while (writing.length > atMost) changed += (await writing.shift()) ?? 0;
  };
  const flush = async () => {
    await settle(batchesAtOnce - 1);
    if (plan.stopped()) throw new ImportStopped('the process is stopping; the import goes on at the next start');
    const written = record(db, organizationId, batch, expected);
    // It is awaited with a later batch; a failure until then must not end the process.
    written.catch(() => undefined);
    writing.push(written);
    batch = [];
  };
  try {
    for await (const facts of summedFacts(plan, batches)) {
      plan.facts += facts.length;
      for (const summed of facts) {
        batch.push(toLedgerFact(plan, summed));
        if (batch.length >= batchSize) await flush();
      }
    }
    if (batch.length > 0) await flush();
    await settle(0);
  } finally {
    // What is under way ends before the next attempt begins.
    await Promise.allSettled(writing);
  }
  await plan.progress.settled();
  return changed;
}
