/** What spreadsheets read as the beginning of a formula. */
const formula = /^[=+\-@\t\r]/;

/** A cell of a CSV file as RFC 4180 quotes it; a reader may take more than commas and line breaks for separators. */
export const quoteCell = (text: string, special: RegExp): string =>
  special.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** A cell of a CSV file; text that a spreadsheet would run begins with an apostrophe. */
export function csvCell(value: string | null, special = /["',;\s]/): string {
  return value === null ? '' : quoteCell(formula.test(value) ? `'${value}` : value, special);
}
