/** The part of standard error that a bar needs. */
export interface Output {
  isTTY?: boolean | undefined;
  columns?: number | undefined;
  write(text: string): unknown;
}

const width = 24;
/** On a terminal the line is written anew at most so often, in milliseconds. */
const everyMs = 100;
/** Elsewhere a line is written at each such part of the whole. */
const step = 0.25;

/**
 * How far something is: on a terminal one line that is written over, elsewhere, as in a log, a plain line at each quarter.
 * No colours and no escape sequences.
 */
export class ProgressBar {
  readonly #output: Output;
  readonly #unit: (value: number) => string;
  #label = '';
  #shown = Number.NEGATIVE_INFINITY;
  #said = 0;
  #length = 0;

  constructor(unit: (value: number) => string, output: Output = process.stderr) {
    this.#unit = unit;
    this.#output = output;
  }

  /** Says what is done from now on. */
  start(label: string): void {
    this.#clear();
    this.#label = label;
    if (!this.#output.isTTY) this.#output.write(`${label}\n`);
  }

  update(done: number, total: number): void {
    const share = total === 0 ? 1 : done / total;
    if (!this.#output.isTTY) {
      if (share < this.#said + step) return;
      this.#said = Math.floor(share / step) * step;
      this.#output.write(`${this.#amount(done, total, share)}\n`);
      return;
    }
    const now = performance.now();
    if (now - this.#shown < everyMs && share < 1) return;
    this.#shown = now;
    const full = Math.round(share * width);
    const bar = `[${'#'.repeat(full)}${'.'.repeat(width - full)}] ${this.#amount(done, total, share)}  ${this.#label}`;
    const line = bar.slice(0, (this.#output.columns ?? 80) - 1);
    this.#output.write(`\r${line.padEnd(this.#length)}`);
    this.#length = line.length;
  }

  /** Leaves the line empty for whatever is said next. */
  end(): void {
    this.#clear();
  }

  #amount(done: number, total: number, share: number): string {
    return `${String(Math.floor(share * 100)).padStart(3)} %  ${this.#unit(done)} of ${this.#unit(total)}`;
  }

  #clear(): void {
    if (this.#length > 0) this.#output.write(`\r${' '.repeat(this.#length)}\r`);
    this.#length = 0;
  }
}
