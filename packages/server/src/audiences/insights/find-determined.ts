import type { Line } from './lines-of.ts';

/** The largest prime whose square a number still holds exactly. */
const prime = 94_906_249;
const remainder = (value: number): number => ((value % prime) + prime) % prime;

/** The number that times this one is 1, by Fermat's theorem. */
function inverse(value: number): number {
  let [result, base, exponent] = [1, value, prime - 2];
  while (exponent > 0) {
    if (exponent % 2 === 1) result = (result * base) % prime;
    base = (base * base) % prime;
    exponent = Math.floor(exponent / 2);
  }
  return result;
}

/** Adds a multiple of one row to another. */
function addRow(to: Float64Array, row: Float64Array, factor: number): void {
  for (const [at, value] of row.entries()) if (value !== 0) to[at] = ((to[at] ?? 0) + factor * value) % prime;
}

/** Equations of which each is solved for one unknown, which none of the others has. */
class Solved {
  readonly #rows = new Map<number, Float64Array>();

  add(row: Float64Array): void {
    for (const [pivot, known] of this.#rows) if (row[pivot] !== 0) addRow(row, known, prime - (row[pivot] ?? 0));
    const pivot = row.findIndex((value) => value !== 0);
    if (pivot < 0) return;
    const factor = inverse(row[pivot] ?? 1);
    for (const [at, value] of row.entries()) row[at] = (value * factor) % prime;
    for (const known of this.#rows.values()) if (known[pivot] !== 0) addRow(known, row, prime - (known[pivot] ?? 0));
    this.#rows.set(pivot, row);
  }

  /** Unknowns that no other unknown leaves open. */
  determined(): number[] {
    return [...this.#rows].flatMap(([pivot, row]) => (row.filter((value) => value !== 0).length === 1 ? pivot : []));
  }
}

/** Hidden cells whose numbers follow from the lines and what is shown; computed in the field of a large prime. */
export function findDetermined(lines: readonly Line[], hidden: readonly number[]): number[] {
  const columns = new Map(hidden.map((place, column) => [place, column]));
  const solved = new Solved();
  for (const { plus, minus } of lines) {
    const row = new Float64Array(hidden.length);
    for (const [places, sign] of [
      [plus, 1],
      [minus, -1],
    ] as const)
      for (const place of places) {
        const column = columns.get(place);
        if (column !== undefined) row[column] = remainder((row[column] ?? 0) + sign);
      }
    solved.add(row);
  }
  return solved.determined().flatMap((column) => hidden[column] ?? []);
}
