import type { ImportRowError } from '@songtrackpro/contracts';
import { factFingerprint, subjectKey } from './fact-key.ts';
import type { FactSubject, ParsedRow } from './formats/index.ts';

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

/**
 * Reads every row without keeping any. Faults that make the whole file unusable surface here, so that nothing of such a
 * file is ever written.
 */
export async function checkRows(rows: AsyncIterable<ParsedRow>): Promise<CheckedFile> {
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
  for await (const row of rows) {
    checked.rowsRead += 1;
    if ('error' in row) {
      checked.rowsRefused += 1;
      const { line, column, code, message } = row.error;
      if (checked.errors.length < errorsKept) checked.errors.push({ line, column, code, message });
      continue;
    }
    const { fact } = row;
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
  checked.facts = seen.size;
  return checked;
}
