import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A file of an export, as its manifest lists it. */
export interface ExportedPart {
  /** From the export's folder on. */
  path: string;
  /** Lines; null for an uploaded file, which is what it is. */
  rows: number | null;
  bytes: number;
  sha256: string;
}

/** Lines are gathered up to so many characters. */
const atOnce = 1_000_000;

/** Writes one file of an export and notes what is in it. */
export class PartWriter {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #hash = createHash('sha256');
  #gathered = '';
  #rows = 0;
  #bytes = 0;

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  static async open(folder: string, path: string): Promise<PartWriter> {
    const whole = join(folder, path);
    await mkdir(dirname(whole), { recursive: true, mode: 0o700 });
    return new PartWriter(path, await open(whole, 'wx', 0o600));
  }

  async line(text: string): Promise<void> {
    this.#rows += 1;
    this.#gathered += `${text}\n`;
    if (this.#gathered.length >= atOnce) await this.#flush();
  }

  async bytes(part: Uint8Array): Promise<void> {
    this.#hash.update(part);
    this.#bytes += part.length;
    await this.#file.writeFile(part);
  }

  async close(kind: 'lines' | 'bytes'): Promise<ExportedPart> {
    await this.#flush();
    await this.#file.sync();
    await this.#file.close();
    const rows = kind === 'lines' ? this.#rows : null;
    return { path: this.#path, rows, bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  async #flush(): Promise<void> {
    const text = this.#gathered;
    this.#gathered = '';
    if (text !== '') await this.bytes(Buffer.from(text));
  }
}
