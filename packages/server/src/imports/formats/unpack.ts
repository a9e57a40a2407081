import { Readable } from 'node:stream';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { importSizeLimit } from '@songtrackpro/contracts';
import { ImportFault } from './import-fault.ts';
import { readZipEntry, type ZipEntry } from './zip-entry.ts';

const GZIP = [0x1f, 0x8b];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const startsWith = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, index) => bytes[index] === byte);

/**
 * The text of a file that was sent as a gzip or as a zip with one file in it; any other bytes as they are. Nothing is held but a
 * few chunks. Throws an ImportFault for an archive that is broken, encrypted, a workbook, or of several files.
 */
export async function* unpack(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = bytes[Symbol.asyncIterator]();
  try {
    const head = await readAtLeast(source, 4);
    if (startsWith(head, GZIP)) yield* inflate(createGunzip(), follow(head, source));
    else if (startsWith(head, ZIP)) yield* unzip(head, source);
    else yield* follow(head, source);
  } finally {
    await source.return?.();
  }
}

async function readAtLeast(source: AsyncIterator<Uint8Array>, length: number): Promise<Buffer> {
  let read = Buffer.alloc(0);
  while (read.length < length) {
    const next = await source.next();
    if (next.done) break;
    read = Buffer.concat([read, next.value]);
  }
  return read;
}

async function* follow(head: Uint8Array, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
}

type Inflater = ReturnType<typeof createGunzip> | ReturnType<typeof createInflateRaw>;

/** What a stream unpacks to, up to the size of the largest import. */
async function* inflate(inflater: Inflater, packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = Readable.from(packed, { objectMode: false });
  input.on('error', (error) => inflater.destroy(error));
  input.pipe(inflater);
  let length = 0;
  try {
    for await (const chunk of inflater as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > importSizeLimit) throw broken(`It unpacks to more than ${importSizeLimit} bytes; split the export.`);
      yield chunk;
    }
  } catch (error) {
    throw asFault(error);
  } finally {
    input.destroy();
    inflater.destroy();
  }
}

async function* unzip(head: Buffer, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let read = head;
  let entry = readZipEntry(read);
  while (entry === 'cut') {
    const more = await readAtLeast(source, 1);
    if (more.length === 0) throw new ImportFault('truncated_file', 'The archive was cut off. Send it again.');
    read = Buffer.concat([read, more]);
    entry = readZipEntry(read);
  }
  const fault = faultOf(entry.name, entry);
  if (fault) throw broken(fault);
  if (entry.method === 0) {
    yield* stored(entry.size ?? 0, follow(read.subarray(entry.length), source));
    return;
  }
  const packed = new Remembered(follow(read.subarray(entry.length), source));
  const inflater = createInflateRaw();
  yield* inflate(inflater, packed);
  const next = await packed.after(inflater.bytesWritten);
  if (hasAnotherFile(next)) throw broken('It has several files; unpack it and send each by itself.');
}

/** A file that an archive holds as it is. */
async function* stored(size: number, bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left = size;
  let behind = Buffer.alloc(0);
  for await (const chunk of bytes) {
    if (left > 0) yield chunk.subarray(0, left);
    if (chunk.length > left) behind = Buffer.concat([behind, chunk.subarray(left)]);
    left = Math.max(0, left - chunk.length);
    if (left === 0 && behind.length > longestEntryHead) break;
  }
  if (left > 0) throw new ImportFault('truncated_file', 'The archive was cut off. Send it again.');
  if (hasAnotherFile(behind)) throw broken('It has several files; unpack it and send each by itself.');
}

/** The head of an entry with its name and what programs add to it. */
const longestEntryHead = 1024;

function faultOf(name: string, { method, size, encrypted }: ZipEntry): string | null {
  if (/^(?:\[Content_Types\]\.xml|_rels\/|xl\/|docProps\/|mimetype$)/.test(name)) {
    return 'It is an Excel workbook; save the sheet as CSV.';
  }
  if (encrypted) return 'It is encrypted; unpack it first.';
  if (name.endsWith('/')) return 'It holds a folder; unpack it and send the files in it.';
  return method === 8 || (method === 0 && size !== null)
    ? null
    : 'It is packed in a way that is not read here; unpack it first.';
}

/** What stands behind the packed bytes of the first file: its sizes, then the next file or the list of all. */
function hasAnotherFile(bytes: Buffer): boolean {
  for (let at = bytes.indexOf('PK\x03\x04', 0, 'latin1'); at >= 0 && at <= 24; ) {
    const entry = readZipEntry(bytes.subarray(at));
    // macOS packs what it notes about a file as a second one.
    return entry !== 'cut' && !entry.name.startsWith('__MACOSX/');
  }
  return false;
}

/** Passes chunks on and remembers the last ones, so that what a stream left unread can be looked at. */
class Remembered implements AsyncIterable<Uint8Array> {
  readonly #source: AsyncGenerator<Uint8Array>;
  #last: { start: number; chunk: Uint8Array }[] = [];
  #length = 0;

  constructor(source: AsyncGenerator<Uint8Array>) {
    this.#source = source;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (let next = await this.#source.next(); !next.done; next = await this.#source.next()) {
      this.#last.push({ start: this.#length, chunk: next.value });
      this.#length += next.value.length;
      // A stream reads a few chunks ahead.
      if (this.#last.length > 16) this.#last.shift();
      yield next.value;
    }
  }

  /** Some of the bytes from a position on. */
  async after(position: number): Promise<Buffer> {
    const held = this.#last.flatMap(({ start, chunk }) =>
      start + chunk.length <= position ? [] : [chunk.subarray(Math.max(0, position - start))],
    );
    const next = await this.#source.next();
    return Buffer.concat(next.done ? held : [...held, next.value]);
  }
}

const broken = (reason: string) => new ImportFault('binary_file', `This archive can't be read. ${reason}`);

function asFault(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'Z_BUF_ERROR') return new ImportFault('truncated_file', 'The archive was cut off. Send it again.');
  return /^Z_/.test(code) ? broken('It is damaged; pack it again, or send the file as it is.') : error;
}
