import type { Transport } from './core/call.ts';
import type { CallOptions } from './core/options.ts';
import { type Paged, pagesOf } from './core/page.ts';
import { pause } from './core/retry.ts';
import { type Content, sendContent, type UploadOptions } from './core/upload.ts';
import type {
  Import,
  ImportGetInput,
  ImportListInput,
  ImportMapping,
  ImportMappingListInput,
  ImportUndoInput,
  ImportWatchInput,
  NewImport,
} from './types.ts';

const unfinished: readonly string[] = ['awaiting_content', 'queued', 'checking', 'writing', 'undoing'];

/** Exports of ad platforms and streaming services, taken in as facts. */
export class Imports {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Announces an export file; its bytes go with {@link Imports.sendContent}. {@link Imports.run} does both and waits.
   *
   * @throws NotFoundError when a given artist, track or ad account is not the organization's own
   * @example
   * const ticket = await client.imports.create({ fileName: 'Sample Artist-audience-timeline.csv' });
   */
  create(input: NewImport, options?: CallOptions): Promise<Import> {
    return this.#transport.mutation('imports.create', input, options);
  }

  /**
   * State, counts, refused rows, and what the file needs to go on.
   *
   * @throws NotFoundError
   * @example
   * const { status, rows } = await client.imports.get({ id });
   */
  get(input: ImportGetInput, options?: CallOptions): Promise<Import> {
    return this.#transport.query('imports.get', input, options);
  }

  /**
   * The organization's imports, newest first: await it for a page, or iterate over all.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * for await (const { fileName, status } of client.imports.list({ status: 'waiting' })) console.log(fileName, status);
   */
  list(input: ImportListInput = {}, options?: CallOptions): Paged<Import> {
    return pagesOf(this.#transport, 'imports.list', input, options);
  }

  /**
   * What the columns of tables of no known format mean, as it was kept when they were imported with `columns`.
   *
   * @throws InvalidInputError when the cursor belongs to another list
   * @example
   * const [mapping] = (await client.imports.mappings()).items;
   * if (mapping) await client.imports.run({ fileName: 'table.csv', mappingId: mapping.id }, await openAsBlob('table.csv'));
   */
  mappings(input: ImportMappingListInput = {}, options?: CallOptions): Paged<ImportMapping> {
    return pagesOf(this.#transport, 'imports.mappings', input, options);
  }

  /**
   * Every refused row as CSV: line, column, code, message and the cell as it was written. Cells that a spreadsheet would
   * run as a formula have an apostrophe before them.
   *
   * @throws NotFoundError
   * @example
   * const csv = await (await client.imports.errors(id)).text();
   */
  errors(id: string, options?: CallOptions): Promise<Blob> {
    return this.#transport.download(`/v1/imports/${encodeURIComponent(id)}/errors.csv`, options);
  }

  /**
   * Takes back every fact that a completed import stated. It goes on after the answer: {@link Imports.wait} ends when it
   * is done. What an earlier moment answers (`asOf`) stays as it was.
   *
   * @throws NotFoundError
   * @throws ConflictError when the import is not completed, or did nothing because its bytes were known
   * @example
   * await client.imports.undo({ id });
   * await client.imports.wait(id);
   */
  undo(input: ImportUndoInput, options?: CallOptions): Promise<Import> {
    return this.#transport.mutation('imports.undo', input, options);
  }

  /**
   * The import at once and then each time it gets further, until it is completed, refused, failed, or waits for an
   * answer. A broken connection is opened again and repeats no state. Leaving the loop closes the stream.
   *
   * @throws NotFoundError
   * @throws ServerError with `stopping` when the process stops; the iteration goes on at another by itself
   * @example
   * for await (const { status, rows } of client.imports.watch({ id })) console.log(status, rows.read);
   */
  watch(input: ImportWatchInput, options?: CallOptions): AsyncGenerator<Import, void, undefined> {
    return this.#transport.subscribe(`/v1/imports/${encodeURIComponent(input.id)}/events`, options);
  }

  /**
   * Sends the bytes of an announced import, in parts that go on where a broken connection left off.
   *
   * @throws ConflictError when the import has its content already
   * @example
   * await client.imports.sendContent(ticket.id, await openAsBlob('export.csv'), { onProgress: ({ sentBytes }) => {} });
   */
  sendContent(id: string, content: Content, options?: UploadOptions): Promise<Import> {
    return sendContent(this.#transport, id, content, options);
  }

  /**
   * Waits until an import is completed, refused, failed, or waits for an answer.
   *
   * @example
   * const done = await client.imports.wait(ticket.id);
   */
  async wait(id: string, options?: CallOptions): Promise<Import> {
    for (let pauseMs = 20; ; pauseMs = Math.min(pauseMs * 1.5, 1000)) {
      const found = await this.get({ id }, options);
      if (!unfinished.includes(found.status)) return found;
      await pause(pauseMs, options?.signal);
    }
  }

  /**
   * Announces a file, sends it, and waits for the result.
   *
   * @example
   * const { status, rows } = await client.imports.run({ fileName: 'campaigns.csv' }, await openAsBlob('campaigns.csv'));
   */
  async run(input: NewImport, content: Content, options?: UploadOptions): Promise<Import> {
    const ticket = await this.create(input, options);
    await this.sendContent(ticket.id, content, options);
    return this.wait(ticket.id, options);
  }
}
