import type { ImportNote, ImportReadColumns } from '@songtrackpro/contracts';
import type { RecognisedFormat, SynonymDifference } from './formats/index.ts';

const namedAtMost = 10;

const quote = (headers: readonly string[]): string => {
  const more = headers.length > namedAtMost ? ` and ${headers.length - namedAtMost} more` : '';
  return (
    headers
      .slice(0, namedAtMost)
      .map((header) => `“${header}”`)
      .join(', ') + more
  );
};

type Columns = RecognisedFormat['columns'];
type Meaning = Columns[number]['meaning'];

function headersOf(columns: Columns, test: (meaning: Meaning) => boolean): string[] {
  const headers = columns.flatMap(({ header, meaning }) => (header.trim() !== '' && test(meaning) ? [header] : []));
  return [...new Set(headers)];
}

const isCalculated = (meaning: Meaning) => meaning.as === 'ignored' && meaning.reason === 'calculated';
const isPassedOver = (meaning: Meaning) => meaning.as === 'ignored' && meaning.reason !== 'calculated';
const isUnknown = (meaning: Meaning) => meaning.as === 'ignored' && meaning.reason === 'unknown';

/** What became of each column of a file. */
export function readColumns({ columns }: RecognisedFormat): ImportReadColumns {
  return {
    read: headersOf(columns, ({ as }) => as !== 'ignored'),
    calculated: headersOf(columns, isCalculated),
    passedOver: headersOf(columns, isPassedOver),
  };
}

/** What a reader must know of a file that was taken. `summed` is how many rows were added to others. */
export function columnNotes(
  { columns }: RecognisedFormat,
  differences: readonly SynonymDifference[],
  summed: number,
): ImportNote[] {
  const notes = differences.map(({ read, passedOver, line }): ImportNote => {
    const message = `“${read}” and “${passedOver}” mean the same, and on line ${line} they differ; “${read}” was read. To read the other one, say by \`columns\` that “${read}” is ignored.`;
    return { code: 'columns_differ', message };
  });
  const unknown = headersOf(columns, isUnknown);
  if (summed === 0 || unknown.length === 0) return notes;
  const rows = summed === 1 ? '1 row was' : `${summed} rows were`;
  const message = `${rows} added to others that the columns that were read don’t tell apart, while ${quote(unknown)} ${unknown.length === 1 ? 'was' : 'were'} not understood. If one of them tells the rows apart, say by \`columns\` what it means.`;
  return [...notes, { code: 'rows_summed', message }];
}
