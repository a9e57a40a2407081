import { type FieldFault, isDecimal, normaliseDecimal } from '@songtrackpro/contracts';
import type { DayRate } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';

const months = 'January February March April May June July August September October November December'.split(' ');
const shownFaults = 20;

/** `2026-01-02`, or `02 January 2026` as the daily file has it; null for anything else. */
function readDate(text: string): string | null {
  const [, day = '', name = '', year = ''] = /^(\d{2}) (\w+) (\d{4})$/.exec(text) ?? [];
  const month = months.indexOf(name) + 1;
  const iso = month === 0 ? text : `${year}-${String(month).padStart(2, '0')}-${day}`;
  const real = /^\d{4}-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(Date.parse(iso));
  return real && new Date(iso).toISOString().startsWith(iso) && !iso.startsWith('0000') ? iso : null;
}

const cellsOf = (line: string): string[] => line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));

const refuse = (fields: FieldFault[]): AppError =>
  new AppError('invalid_input', {
    message: 'The file is not a table of euro reference rates; `details.fields` says where. Nothing was imported.',
    details: { fields: fields.slice(0, shownFaults) },
  });

/** Reads a file of the European Central Bank. One cell that is no rate refuses all of it. */
export function readRateTable(csv: string): DayRate[] {
  const [header = '', ...lines] = csv.replace(/^\uFEFF/, '').split(/\r?\n/);
  const [first = '', ...codes] = cellsOf(header);
  if (first.toLowerCase() !== 'date') throw refuse([{ path: 'csv', message: 'line 1 must begin with a column Date' }]);
  const named = codes.filter((code) => code !== '');
  const unknown = named.filter((code) => !/^[A-Z]{3}$/.test(code) || code === 'EUR');
  if (named.length === 0 || unknown.length > 0 || new Set(named).size < named.length) {
    throw refuse([{ path: 'csv', message: 'line 1 must name each currency once by its code, and not EUR' }]);
  }
  const faults: FieldFault[] = [];
  const rates = new Map<string, DayRate>();
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const fault = (what: string) => faults.push({ path: 'csv', message: `line ${index + 2}: ${what}` });
    const [day = '', ...cells] = cellsOf(line);
    const date = readDate(day);
    if (date === null) {
      fault('the first cell is no date such as 2026-01-02');
      continue;
    }
    for (const [column, currency] of codes.entries()) {
      const cell = cells[column] ?? '';
      if (currency === '' || cell === '' || cell === 'N/A') continue;
      const key = `${date} ${currency}`;
      if (!isDecimal(cell) || cell.length > 30 || !(Number(cell) > 0)) fault(`${currency} is no rate above 0`);
      else if (rates.has(key)) fault(`the day is there twice`);
      else rates.set(key, { date, currency, rate: normaliseDecimal(cell) });
    }
  }
  if (faults.length > 0) throw refuse(faults);
  if (rates.size === 0) throw refuse([{ path: 'csv', message: 'there is no rate in it' }]);
  return [...rates.values()];
}
