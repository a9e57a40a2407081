import type { DecimalSeparator, ParseOptions } from './dialect.ts';
import type { Column, RecognisedFormat } from './format.ts';
import { parseNumber } from './parse-number.ts';
import { isBlank } from './read-metric.ts';
import type { TableRow } from './read-table.ts';

/**
 * Two headers of one meaning: the one that the user explained counts, else the first. One header twice is left alone, its
 * cells must be the same.
 */
export function dropSynonyms(columns: readonly Column[], { columns: given = {} }: ParseOptions): Column[] {
  const first = new Map<string, string>();
  const keyOf = ({ meaning }: Column) => JSON.stringify({ ...meaning, currency: null });
  for (const column of [...columns.filter(({ header }) => Object.hasOwn(given, header)), ...columns]) {
    if (!first.has(keyOf(column))) first.set(keyOf(column), column.header);
  }
  return columns.map((column) => {
    // A track may be named by several columns, of which the first that says something counts.
    if (column.meaning.as === 'ignored' || column.meaning.as === 'track') return column;
    const header = first.get(keyOf(column)) ?? column.header;
    return header === column.header ? column : { ...column, meaning: { as: 'ignored', reason: 'synonym', of: header } };
  });
}

/** Two columns of one meaning that say different things. */
export interface SynonymDifference {
  read: string;
  passedOver: string;
  line: number;
}

/** Watches the columns that `dropSynonyms` left out: where they say something else than the one that is read, that is told. */
export class SynonymWatch {
  readonly #pairs: { read: number; passedOver: number; difference: SynonymDifference | null }[];
  readonly #headers: readonly string[];
  readonly #separator: DecimalSeparator | null;

  constructor({ columns }: RecognisedFormat, separator: DecimalSeparator | null) {
    this.#headers = columns.map(({ header }) => header);
    this.#separator = separator;
    this.#pairs = columns.flatMap(({ meaning }, passedOver) =>
      meaning.as === 'ignored' && meaning.reason === 'synonym'
        ? [{ read: this.#headers.indexOf(meaning.of), passedOver, difference: null }]
        : [],
    );
  }

  see({ line, cells }: TableRow): void {
    for (const pair of this.#pairs) {
      if (pair.difference || this.#same(cells[pair.read] ?? '', cells[pair.passedOver] ?? '')) continue;
      const [read = '', passedOver = ''] = [this.#headers[pair.read], this.#headers[pair.passedOver]];
      pair.difference = { read, passedOver, line };
    }
  }

  differences(): SynonymDifference[] {
    return this.#pairs.flatMap(({ difference }) => difference ?? []);
  }

  #same(a: string, b: string): boolean {
    if (a.trim() === b.trim() || (isBlank(a) && isBlank(b))) return true;
    const [x, y] = [a, b].map((cell) => parseNumber(cell.trim(), this.#separator));
    return x?.ok === true && y?.ok === true && Number(x.text) === Number(y.text);
  }
}
