import { decodeHead, detectEncoding } from './detect-encoding.ts';
import { type Delimiter, type Dialect, headBytes, type ParseOptions } from './dialect.ts';
import { readFirstRows, type TableRow } from './read-table.ts';
import { tabQuotes } from './tab-quotes.ts';

type DialectAnswer =
  | { ok: true; dialect: Dialect; rows: TableRow[]; whole: boolean; isBroken: boolean }
  | { ok: false; code: 'empty_file' | 'binary_file'; message: string };

const delimiters: readonly Delimiter[] = [',', ';', '\t', '|'];

/**
 * Encoding and delimiter of a file from its head, with the rows that lie in the head. Separators of numbers and the order
 * of dates are not looked at here: they depend on what the columns mean.
 */
export function detectDialect(head: Uint8Array, options: ParseOptions): DialectAnswer {
  const whole = head.length < headBytes;
  const encoded = options.encoding ? ({ ok: true, encoding: options.encoding } as const) : detectEncoding(head, whole);
  if (!encoded.ok) {
    return { ok: false, code: 'binary_file', message: `This is not a text file. ${encoded.reason}` };
  }
  const text = decodeHead(head, encoded.encoding);
  if (text.trim() === '') return { ok: false, code: 'empty_file', message: 'The file is empty. Export it again.' };

  // Spreadsheets put `sep=;` first to tell each other the delimiter.
  const hint = /^sep=([,;\t|])\r?\n/i.exec(text);
  const skipLines = hint ? 1 : 0;
  // DDEX reports are separated by tabs, and quotation marks are text in them.
  const isDsr = /^#?(?:HEAD|FHEA)\t/.test(text);
  const delimiter = options.delimiter ?? delimiters.find((one) => one === hint?.[1]) ?? guessDelimiter(text);
  const dialect: Dialect = {
    encoding: encoded.encoding,
    delimiter: isDsr ? '\t' : delimiter,
    ...(isDsr ? { quoted: false } : delimiter === '\t' && { quoted: tabQuotes(text) }),
    skipLines,
    decimalSeparator: options.decimalSeparator ?? null,
    dateOrder: options.dateOrder ?? null,
    open: [],
  };
  // The parser holds the last bytes back in case a delimiter goes on; blank lines after the end push them through.
  const { rows, isBroken } = readFirstRows(whole ? `${text}${'\n'.repeat(16)}` : text, dialect);
  return { ok: true, dialect, rows, whole, isBroken };
}

/** Lines by which the delimiter is judged: a title above the table says nothing of it. */
const judgedLines = 12;

/**
 * The delimiter by which the most of the first lines have the same number of cells, and of those the one with the most cells;
 * what stands inside quotation marks doesn't count.
 */
function guessDelimiter(text: string): Delimiter {
  const bare = text.slice(0, 16_384).replace(/"(?:[^"]|"")*"/g, 'quoted');
  const lines = bare.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  // Names of campaigns are full of bars; these part cells only where nothing else does.
  const possible = delimiters.filter((one) => one !== '|' || !/[,;\t]/.test(lines[0] ?? ''));
  const judged = possible.flatMap((delimiter) => {
    const widths = lines.slice(0, judgedLines).map((line) => line.split(delimiter).length);
    return [...Map.groupBy(widths, (width) => width)]
      .filter(([width]) => width > 1)
      .map(([width, { length }]) => ({ delimiter, width, lines: length }));
  });
  judged.sort((a, b) => b.lines - a.lines || b.width - a.width);
  return judged[0]?.delimiter ?? ',';
}
