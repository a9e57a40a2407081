import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { CommandError } from './terminal.ts';

/**
 * Asks a person on standard error and reads the answers from standard input, a line each: at a terminal, or from a program
 * that writes them. What is secret isn't shown.
 */
export class Questions {
  #hidden = false;
  readonly #lines: Interface;
  readonly #answers: AsyncIterator<string>;

  constructor() {
    const output = new Writable({
      write: (chunk: Buffer, _, done) => {
        if (!this.#hidden) process.stderr.write(chunk);
        done();
      },
    });
    this.#lines = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY === true });
    this.#answers = this.#lines[Symbol.asyncIterator]();
  }

  async ask(question: string, { hidden = false }: { hidden?: boolean } = {}): Promise<string> {
    // As the prompt of the line, so that it stays where the line is drawn anew.
    this.#lines.setPrompt(question);
    this.#lines.prompt();
    this.#hidden = hidden;
    const { value, done } = await this.#answers.next();
    // The line's end wasn't shown either.
    if (hidden || process.stdin.isTTY !== true) process.stderr.write('\n');
    this.#hidden = false;
    if (done) throw new CommandError('Nothing was answered.', process.stdin.isTTY === true ? 'interrupted' : 'failed');
    return value.trim();
  }

  close(): void {
    this.#lines.close();
  }
}
