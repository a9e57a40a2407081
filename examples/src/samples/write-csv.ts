/** CSV as the exports have it: cells are quoted where they must be, lines end with LF. */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(writeCell).join(',')}\n`).join('');
}

function writeCell(cell: string | number): string {
  const text = String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Cents as Ads Manager writes amounts: `12.5`, `7`. */
export function writeCents(cents: number): string {
  const [whole, fraction] = [
    Math.trunc(cents / 100),
    String(cents % 100)
      .padStart(2, '0')
      .replace(/0+$/, ''),
  ];
  return fraction === '' ? String(whole) : `${whole}.${fraction}`;
}

/** A quotient with at most `digits` digits after the point, blank where there is nothing to divide by. */
export function writeQuotient(numerator: number, denominator: number, digits: number): string {
  return denominator === 0 ? '' : String(Number((numerator / denominator).toFixed(digits)));
}
