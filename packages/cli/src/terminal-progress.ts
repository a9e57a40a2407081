import { progress } from './terminal.ts';

const barWidth = 24;
/** How often lines are printed where nobody watches, in milliseconds. */
const lineEveryMs = 10_000;

/** One line of how far something is: a bar where its end is known. */
export function progressLine(label: string, done: number, all: number | null, detail: string): string {
  if (all === null || all === 0) return `  ${label}  ${detail}`;
  const filled = Math.min(barWidth, Math.floor((done / all) * barWidth));
  return `  ${label}  ${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}  ${done} of ${all}  ${detail}`;
}

/**
 * Shows how work is going on standard error: one line that changes on a terminal, else a plain line now and then, so that a
 * log stays readable.
 */
export class ProgressDisplay {
  readonly #stream: NodeJS.WriteStream;
  #shown = false;
  #lastLine = 0;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
  }

  show(line: string): void {
    if (this.#stream.isTTY) {
      this.#stream.write(`\r\u001B[2K${line.slice(0, (this.#stream.columns ?? 80) - 1)}`);
      this.#shown = true;
      return;
    }
    const now = performance.now();
    if (this.#lastLine !== 0 && now - this.#lastLine < lineEveryMs) return;
    this.#lastLine = now;
    progress(line);
  }

  /** Leaves nothing of the line that changed. */
  end(): void {
    if (this.#shown) this.#stream.write('\r\u001B[2K');
    this.#shown = false;
  }
}
