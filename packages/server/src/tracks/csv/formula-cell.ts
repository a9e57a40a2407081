import { quoteCell } from '../../core/csv-cell.ts';

/** Characters with which spreadsheets begin a formula, their full-width forms included. */
const formula = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** A cell that no spreadsheet runs: what would begin a formula, or looks like such a mark already, gets an apostrophe. */
export const markFormula = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** The text that such a cell stands for. */
export const unmarkFormula = (cell: string): string =>
  cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;

/** A row as RFC 4180 has it. */
export function toCsvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => quoteCell(markFormula(cell), /[",;\t\r\n]|^\s|\s$/));
  return `${quoted.join(',')}\r\n`;
}
