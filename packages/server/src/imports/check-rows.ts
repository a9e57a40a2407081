import type { ImportRowError } from '@songtrackpro/contracts';
import type { ErrorsFile } from './errors-file.ts';
import { factFingerprint, subjectKey } from './fact-key.ts';
import type { FactSubject, ParsedFact, ParsedRow, RowError } from './formats/index.ts';
import type { ProgressTracker } from './track-progress.ts';

const errorsKept = 100;

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
  /** Fingerprints of facts that several rows state: things that the file does not tell apart. */
  repeated: ReadonlySet<number>;
}

function addError(checked: CheckedFile, { line, column, code, message }: RowError): void {
  checked.rowsRefused += 1;
  if (checked.errors.length < errorsKept) checked.errors.push({ line, column, code, message });
}

function addFact(checked: CheckedFile, seen: Set<number>, repeated: Set<number>, fact: ParsedFact): void {
  const fingerprint = factFingerprint(fact);
  if (seen.has(fingerprint)) repeated.add(fingerprint);
  else seen.add(fingerprint);
  const end = fact.periodEnd ?? fact.date;
  if (checked.firstDate === null || fact.date < checked.firstDate) checked.firstDate = fact.date;
  if (checked.lastDate === null || end > checked.lastDate) checked.lastDate = end;
  checked.currency ??= fact.currency;
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
): Promise<CheckedFile> {
  const seen = new Set<number>();
  const repeated = new Set<number>();
  const checked: CheckedFile = {
    rowsRead: 0,
    rowsRefused: 0,
    errors: [],
    facts: 0,
    firstDate: null,
    lastDate: null,
    currency: null,
    subjects: new Map(),
    repeated,
  };
  for await (const batch of batches) {
    for (const row of batch) {
      if ('error' in row) {
        addError(checked, row.error);
        errors.add(row.error);
      } else addFact(checked, seen, repeated, row.fact);
    }
    checked.rowsRead += batch.length;
    progress.rows(batch.length);
    await errors.flush({ all: false });
  }
  await errors.flush({ all: true });
  await progress.settled();
  checked.facts = seen.size;
  return checked;
}
