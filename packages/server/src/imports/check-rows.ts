import type { ImportRowError } from '@songtrackpro/contracts';
import type { ErrorsFile } from './errors-file.ts';
import { factFingerprint, subjectKey } from './fact-key.ts';
import type { Fingerprints } from './fingerprints.ts';
import type { FactSubject, ParsedFact, ParsedRow, RowError } from './formats/index.ts';
import type { ProgressTracker } from './track-progress.ts';

const errorsKept = 100;
/** An export has one totals row; more than a few would be something else. */
const totalsKept = 20;

/** What one reading of the whole file shows, before anything is written. */
export interface CheckedFile {
  rowsRead: number;
  rowsRefused: number;
  errors: ImportRowError[];
  /** Distinct facts. */
  facts: number;
  firstDate: string | null;
  lastDate: string | null;
  currency: string | null;
  subjects: Map<string, FactSubject>;
  /** Totals rows, the first few. */
  totals: ParsedFact[];
  /** Fingerprints of facts that several rows state, with how many: things that the file does not tell apart. */
  repeated: ReadonlyMap<number, number>;
}

function addError(checked: CheckedFile, { line, column, code, message }: RowError): void {
  checked.rowsRefused += 1;
  if (checked.errors.length < errorsKept) checked.errors.push({ line, column, code, message });
}

function addFact(checked: CheckedFile, fact: ParsedFact): void {
  const end = fact.periodEnd ?? fact.date;
  if (checked.firstDate === null || fact.date < checked.firstDate) checked.firstDate = fact.date;
  if (checked.lastDate === null || end > checked.lastDate) checked.lastDate = end;
  checked.currency ??= fact.currency;
  if (fact.isTotal && checked.totals.length < totalsKept) checked.totals.push(fact);
  const key = subjectKey(fact.subject);
  if (!checked.subjects.has(key)) checked.subjects.set(key, fact.subject);
}

/**
 * Reads every row without keeping any; refused ones go into their file. Faults that make the whole file unusable surface
 * here, so that nothing of such a file is ever written.
 */
export async function checkRows(
  batches: AsyncIterable<ParsedRow[]>,
  errors: ErrorsFile,
  progress: ProgressTracker,
  fingerprints: Fingerprints,
): Promise<CheckedFile> {
  const checked: CheckedFile = {
    rowsRead: 0,
    rowsRefused: 0,
    errors: [],
    facts: 0,
    firstDate: null,
    lastDate: null,
    currency: null,
    subjects: new Map(),
    totals: [],
    repeated: new Map(),
  };
  for await (const batch of batches) {
    for (const row of batch) {
      if ('error' in row) {
        addError(checked, row.error);
        errors.add(row.error);
      } else {
        addFact(checked, row.fact);
        fingerprints.add(factFingerprint(row.fact));
      }
    }
    checked.rowsRead += batch.length;
    progress.rows(batch.length);
    await errors.flush({ all: false });
    await fingerprints.spill();
  }
  await errors.flush({ all: true });
  await progress.settled();
  const { distinct, repeated } = await fingerprints.count();
  return { ...checked, facts: distinct, repeated };
}
