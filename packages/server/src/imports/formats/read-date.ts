import type { DateOrder } from './dialect.ts';
import { ImportFault } from './import-fault.ts';
import { parseDate } from './parse-date.ts';

/**
 * Reads date cells of one file: YYYY-MM-DD, or null for what is no date. Throws an ImportFault for a date that can be read
 * both ways. The same few dates fill a file, so each is read once.
 */
export function dateReader(order: DateOrder | null): (cell: string, line: number) => string | null {
  const known = new Map<string, string | null>();
  return (cell, line) => {
    const before = known.get(cell);
    if (before !== undefined) return before;
    const answer = parseDate(cell, order);
    if (!answer.ok && answer.code === 'ambiguous_date') {
      const message = `"${cell}" can be read day first or month first, and no other date decides it. Say the date order.`;
      throw new ImportFault('ambiguous_dates', message, line);
    }
    const date = answer.ok ? answer.date : null;
    if (known.size < 10_000) known.set(cell, date);
    return date;
  };
}
