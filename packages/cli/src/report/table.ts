import stringWidth from 'string-width';

/** Columns that a text takes on a terminal: two for a wide character, none for a combining one. */
const gap = (text: string, width: number) => ' '.repeat(Math.max(0, width - stringWidth(text)));

/** Lines of a table: the first columns, one unless given, to the left, the others to the right, two spaces between. */
export function table(rows: readonly (readonly string[])[], indent = '  ', left = 1): string[] {
  const widths = rows.reduce<number[]>((all, row) => {
    row.forEach((cell, index) => {
      all[index] = Math.max(all[index] ?? 0, stringWidth(cell));
    });
    return all;
  }, []);
  return rows.map((row) => {
    const cells = row.map((cell, index) => {
      const padding = gap(cell, widths[index] ?? 0);
      return index < left ? cell + padding : padding + cell;
    });
    return `${indent}${cells.join('  ').trimEnd()}`;
  });
}
