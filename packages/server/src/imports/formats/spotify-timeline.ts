import type { ReportedMetricId } from '@songtrackpro/contracts';
import type { Dialect } from './dialect.ts';
import type { RecognisedFormat } from './format.ts';
import { ImportFault } from './import-fault.ts';
import type { ParsedRow, RowError } from './parsed-row.ts';
import { dateReader } from './read-date.ts';
import type { TableRow } from './read-table.ts';
import { rowError } from './row-error.ts';

const WHOLE = /^\d{1,15}$/;

/**
 * Turns rows of a Spotify for Artists timeline into day facts in UTC. A row with anything but whole numbers of 0 or more
 * is refused as a whole: Spotify writes no separators, so `1,000` or `-5` means that the file was changed. Throws an ImportFault
 * where a text that was not understood tells rows of one day apart: each is then about a part of the day.
 */
export function spotifyTimelineParser(format: RecognisedFormat, { dateOrder }: Dialect): (row: TableRow) => ParsedRow {
  const readDate = dateReader(dateOrder);
  const metrics = format.columns.flatMap(({ header, meaning }, index) =>
    meaning.as === 'metric' ? [{ header, index, metric: meaning.metric }] : [],
  );
  const dateIndex = format.columns.findIndex(({ meaning }) => meaning.as === 'day');
  const dateHeader = format.columns[dateIndex]?.header ?? 'date';
  const unknown = format.columns.flatMap(({ meaning }, index) => (meaning.as === 'ignored' ? [index] : []));
  const seen = new Map<string, { line: number; texts: (string | undefined)[] }>();

  return ({ line, cells }) => {
    const dateCell = cells[dateIndex]?.trim() ?? '';
    if (dateCell === '') return rowError(line, dateHeader, 'missing_date', 'The row has no date.');
    const date = readDate(dateCell, line);
    if (date === null) return rowError(line, dateHeader, 'bad_date', 'Not a date of the form 2026-01-31.', dateCell);
    const earlier = seen.get(date);
    if (earlier !== undefined) {
      const telling = unknown.find((index, at) => isText(cells[index]) && cells[index] !== earlier.texts[at]);
      if (telling !== undefined) throw partsOfDays(format.columns[telling]?.header ?? '', date, earlier.line, line);
      const message = `${date} was already on line ${earlier.line}; the first row counts.`;
      return rowError(line, dateHeader, 'duplicate_day', message, dateCell);
    }

    const values: Partial<Record<ReportedMetricId, number>> = {};
    for (const { header, index, metric } of metrics) {
      const cell = cells[index]?.trim() ?? '';
      if (cell === '') continue;
      if (!WHOLE.test(cell)) return notACount(line, header, cell);
      values[metric] = Number(cell);
    }
    seen.set(date, { line, texts: unknown.map((index) => cells[index]) });
    return {
      fact: {
        line,
        subject: { kind: 'target' },
        granularity: 'day',
        date,
        periodEnd: null,
        zone: 'UTC',
        currency: null,
        source: 'spotify_for_artists',
        breakdown: {},
        attribution: null,
        values,
        labels: {},
        warnings: [],
      },
    };
  };
}

const isText = (cell: string | undefined) => cell !== undefined && /\p{L}/u.test(cell);

function partsOfDays(header: string, date: string, first: number, second: number): ImportFault {
  const message = `Lines ${first} and ${second} are both of ${date}, and “${header}” tells them apart: each is about a part of the day, so this is no timeline. Say what its columns mean (\`columns\`) to import it.`;
  return new ImportFault('parts_of_days', message, second);
}

function notACount(line: number, header: string, cell: string): { error: RowError } {
  if (/^-\d+$/.test(cell)) return rowError(line, header, 'negative_value', `${header} can't be below 0.`, cell);
  if (/^\d+\.\d+$/.test(cell)) return rowError(line, header, 'fractional_count', `${header} must be whole.`, cell);
  return rowError(line, header, 'bad_number', 'Not a whole number written without separators.', cell);
}
