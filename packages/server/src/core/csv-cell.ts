/** What spreadsheets read as the beginning of a formula. */
const formula = /^[=+\-@\t\r]/;

/** A cell of a CSV file (RFC 4180); text that a spreadsheet would run begins with an apostrophe. */
export function csvCell(value: string | null): string {
  if (value === null) return '';
  const text = formula.test(value) ? `'${value}` : value;
  return /["',;\s]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
