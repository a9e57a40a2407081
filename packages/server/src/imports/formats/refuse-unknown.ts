import { hasDates } from './column-needs.ts';
import { formatLabels } from './format.ts';
import { readMetaColumn } from './meta-columns.ts';
import { normaliseHeader } from './normalise-header.ts';
import { parseDate } from './parse-date.ts';
import { parseNumber } from './parse-number.ts';
import { timelineMetricOf } from './spotify-format.ts';
import { splitMoneyHeader } from './squash-header.ts';
import { tableFormats } from './table-formats.ts';

/** The row that is taken for the header where none was known: the first of the fullest ones, since a title fills fewer cells. */
export function likelyHeader(rows: readonly (readonly string[])[]): readonly string[] {
  const filled = rows.map((row) => row.filter((cell) => cell.trim() !== '').length);
  return rows[filled.indexOf(Math.max(...filled))] ?? [];
}

/** Headers of any export that is known. */
export function understood(header: readonly string[]): string[] {
  return header.filter(
    (one) =>
      readMetaColumn(one).meaning.as !== 'ignored' ||
      timelineMetricOf(normaliseHeader(one)) !== undefined ||
      tableFormats.some(({ columns }) => Object.hasOwn(columns, splitMoneyHeader(one).name)),
  );
}

/** Why a table is none of the exports that are known, with what would have to be there. */
export function explainUnknown(header: readonly string[]): { message: string; missing: string[] } {
  if (header.length > 1 && header.some(looksLikeData)) {
    const first = header.slice(0, 6).join(', ').slice(0, 100);
    const message = `This table has no header: its first row is "${first}". Add a row of column names above it, then say what its columns mean (\`columns\`).`;
    return { message, missing: ['a header'] };
  }
  const known = understood(header);
  const missing = known.length === 0 ? ['a known column'] : missingOf(header);
  const sentences = [
    'This is none of the exports that can be imported: a Spotify for Artists timeline begins with "date", a Meta Ads Manager export needs a name or period column and a metric such as "Amount spent (USD)".',
    known.length === 0
      ? 'None of its columns is known.'
      : `Understood of it: ${list(known)}.${missing.length === 0 ? '' : ` Missing: ${missing.map(spoken).join('; ')}.`}`,
    nearestTable(header),
    'Say what its columns mean (`columns`) to import it all the same.',
    `Its columns: ${header.slice(0, 20).join(', ').slice(0, 300)}.`,
  ];
  return { message: sentences.filter((one) => one !== null).join(' '), missing };
}

const list = (headers: readonly string[]) =>
  `${headers.slice(0, 10).join(', ').slice(0, 200)}${headers.length > 10 ? ' and more' : ''}`;

const words: Readonly<Record<string, string>> = {
  period: 'a day or a period',
  metric: 'a number that is known',
  name: 'whom it is about (a campaign, a track, an artist)',
};
const spoken = (missing: string) => words[missing] ?? missing;

function missingOf(header: readonly string[]): string[] {
  const meanings = header.map((one) => readMetaColumn(one).meaning);
  const of = header.flatMap((one) => tableFormats.flatMap(({ columns }) => columns[splitMoneyHeader(one).name] ?? []));
  const all = [...meanings, ...of];
  const hasMetric =
    all.some(({ as }) => as === 'metric') || header.some((one) => timelineMetricOf(normaliseHeader(one)) !== undefined);
  const hasName = all.some(({ as }) => as === 'name' || as === 'externalId' || as === 'track');
  return [...(hasDates(all) ? [] : ['period']), ...(hasMetric ? [] : ['metric']), ...(hasName ? [] : ['name'])];
}

/** The report of which the most columns are there, where that is most of them. */
function nearestTable(header: readonly string[]): string | null {
  const names = header.map((one) => splitMoneyHeader(one).name);
  const near = tableFormats
    .flatMap(({ id, signatures }) =>
      signatures.map((signature) => ({
        id,
        size: signature.length,
        lacks: signature.filter((one) => !names.includes(one)),
      })),
    )
    .filter(({ size, lacks }) => lacks.length * 2 <= size)
    .sort((a, b) => a.lacks.length / a.size - b.lacks.length / b.size)[0];
  if (!near) return null;
  return `It is most like “${formatLabels[near.id]}”, which has ${near.lacks.join(', ')} as well (written without blanks and signs).`;
}

/** Column names are neither dates nor numbers. */
function looksLikeData(cell: string): boolean {
  return parseDate(cell.trim().replace(/T.*$/, ''), 'day_first').ok || parseNumber(cell.trim(), '.').ok;
}
