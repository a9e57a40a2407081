const PROPER = /^"(?:[^"]|"")*"$/;
/** What makes a writer that quotes no more than it must put a cell in quotation marks. */
const NEEDED = /[,;\t\r\n]|""/;

/**
 * Whether quotation marks of a table separated by tabs hold its cells together. They do where the header is quoted, and in
 * what spreadsheets save as text; elsewhere they are part of what a cell says, as in `Mix (12" edit)` or `"Heroes" (Live)`.
 * Then they are `sparing`: a cell is taken out of its marks only where these can't be meant otherwise.
 */
export function tabQuotes(text: string): true | 'sparing' {
  const lines = text.split(/\r\n|\n|\r/);
  const start = lines.findIndex((line) => line.includes('\t'));
  const header = lines[start] ?? '';
  if (header.includes('"')) return true;
  const width = header.split('\t').length;
  let isQuoted = false;
  for (const [index, line] of lines.entries()) {
    if (index <= start || !line.includes('"')) continue;
    const cells = line.split('\t');
    if (cells.length !== width) {
      // A line that breaks off goes on in the next one, as only a quoted cell can.
      isQuoted = true;
      continue;
    }
    // The first cell may have begun on the line before.
    const isRest = (lines[index - 1] ?? '').split('\t').length !== width;
    const marked = (isRest ? cells.slice(1) : cells).filter((cell) => cell.includes('"'));
    const last = cells.at(-1) ?? '';
    const goesOn = /^"(?:[^"]|"")*$/.test(last) && (lines[index + 1] ?? '').split('\t').length !== width;
    if (marked.some((cell) => !PROPER.test(cell) && !(goesOn && cell === last))) return 'sparing';
    // Nobody names an artist, a title and a store in quotation marks.
    if (goesOn || marked.length > 2 || marked.some((cell) => NEEDED.test(cell.slice(1, -1)))) isQuoted = true;
  }
  return isQuoted || 'sparing';
}

/** A cell of a table with sparing quotation marks. */
export function unquoteSparing(cell: string): string {
  if (!cell.startsWith('"') || !PROPER.test(cell)) return cell;
  const inner = cell.slice(1, -1);
  return NEEDED.test(inner) ? inner.replaceAll('""', '"') : cell;
}
