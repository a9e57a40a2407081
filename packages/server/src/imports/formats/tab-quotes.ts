const PROPER = /^"(?:[^"]|"")*"$/;
/** What makes a writer that quotes no more than it must put a cell in quotation marks. */
const NEEDED = /[,;\t\r\n]|""/;

/** A cell that is not at its end where the line ends, and the end of such a cell. */
const OPENS = /^"(?:[^"]|"")*$/;
const CLOSES = /^(?:[^"]|"")*"$/;

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
  const isWhole = (line: string | undefined) => line?.split('\t').length === width;
  let isQuoted = false;
  let isOpen = false;
  for (const [index, line] of lines.entries()) {
    if (index <= start || !line.includes('"')) continue;
    const cells = line.split('\t');
    if (isOpen) {
      if (!CLOSES.test(cells.shift() ?? '')) continue;
      isOpen = false;
    }
    const last = cells.at(-1) ?? '';
    if (OPENS.test(last) && !(isWhole(line) && isWhole(lines[index + 1]))) {
      isOpen = true;
      cells.pop();
    }
    const marked = cells.filter((cell) => cell.includes('"'));
    if (marked.some((cell) => !PROPER.test(cell))) return 'sparing';
    // Nobody names an artist, a title and a store in quotation marks, and nobody doubles them in a text.
    if (isOpen || marked.length > 2 || marked.some((cell) => cell.slice(1, -1).includes('""'))) isQuoted = true;
  }
  return isQuoted || 'sparing';
}

/** A cell of a table with sparing quotation marks. */
export function unquoteSparing(cell: string): string {
  if (!cell.startsWith('"') || !PROPER.test(cell)) return cell;
  const inner = cell.slice(1, -1);
  return inner === '' || NEEDED.test(inner) ? inner.replaceAll('""', '"') : cell;
}
