import type { ImportRecord } from '@songtrackpro/db';
import { csvCell } from '../core/csv-cell.ts';
import type { FileStorage } from '../core/files.ts';
import type { RowError } from './formats/index.ts';

const header = 'line,column,code,message,cell\n';
/** Characters that are gathered before they are written. */
const enough = 64 * 1024;

export const errorsKey = ({ id, organizationId }: Pick<ImportRecord, 'id' | 'organizationId'>) =>
  `${organizationId}/imports/${id}/errors.csv`;

/** A list of nothing. */
export const noErrors = (): AsyncIterable<Uint8Array> => once(header);

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** Every refused row of an import as CSV, written as the rows are met; never held as a whole. */
export class ErrorsFile {
  readonly #files: FileStorage;
  readonly #key: string;
  #offset = 0;
  #text = header;

  constructor(files: FileStorage, record: Pick<ImportRecord, 'id' | 'organizationId'>) {
    this.#files = files;
    this.#key = errorsKey(record);
  }

  add({ line, column, code, message, value }: RowError): void {
    const cells = [column, code, message, value ?? null].map((cell) => csvCell(cell, /[",\r\n]/));
    this.#text += `${line},${cells.join(',')}\n`;
  }

  async flush(options: { all: boolean }): Promise<void> {
    if (this.#text === '' || (!options.all && this.#text.length < enough)) return;
    const text = this.#text;
    this.#text = '';
    this.#offset = await this.#files.write(this.#key, once(text), this.#offset);
  }
}
