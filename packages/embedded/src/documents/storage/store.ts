import { mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../errors.ts';
import { Catalog } from './catalog.ts';
import { type Engine, openEncrypted, openPlain, type Statement } from './engine.ts';
import { explainFault } from './explain-fault.ts';
import { pageKey } from './page-key.ts';
import { StartError } from './start-error.ts';

/** The one file of a data folder; beside it lies its log. */
export const DATA_FILE = 'documents.db';
/** Written by this code; a newer number is refused instead of guessed at. */
const FORMAT = 1;
/** After how many pages in the log they are brought into the file. */
const CHECKPOINTS = 'pragma wal_autocheckpoint = 4000';
/** How long an acknowledged write without `j` may wait for the disk, milliseconds; mongod's default as well. */
const JOURNAL_INTERVAL = 100;

/**
 * One SQLite file in WAL mode, opened by one process only (the lock dies with the process). A commit is in the
 * operating system's hands when `write` returns, so it survives a killed process; the log is forced to disk every
 * 100 ms, and at once for whoever awaits `journal`.
 */
export class Store {
  readonly catalog: Catalog;
  readonly #engine: Engine;
  readonly #log: string;
  readonly #begin: Statement;
  readonly #commit: Statement;
  readonly #timer: NodeJS.Timeout;
  #dirty = false;
  #flushing: Promise<void> | null = null;
  #depth = 0;

  private constructor(engine: Engine, file: string) {
    this.#engine = engine;
    this.#log = `${file}-wal`;
    this.#begin = engine.prepare('begin immediate');
    this.#commit = engine.prepare('commit');
    this.catalog = new Catalog(engine);
    this.#timer = setInterval(() => void this.#flush().catch(() => {}), JOURNAL_INTERVAL);
    this.#timer.unref();
  }

  /** Opens or creates the folder's file; with a secret its pages and log are encrypted. */
  static async open(folder: string, secret?: string): Promise<Store> {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    } catch (cause) {
      throw new StartError('folder', `The data folder ${folder} can't be created: ${String(cause)}`);
    }
    const file = join(folder, DATA_FILE);
    const key = pageKey(folder, file, secret);
    let engine: Engine | undefined;
    try {
      engine = key ? await openEncrypted(file, key) : openPlain(file);
      prepareFile(engine);
      return new Store(engine, file);
    } catch (cause) {
      engine?.close();
      throw explainFault(cause, folder);
    }
  }

  /** The engine's own check of its structure; empty when it finds nothing wrong. */
  integrityFaults(): string[] {
    const rows = this.#engine.prepare('pragma integrity_check(20)').all();
    return rows.map(([text]) => String(text)).filter((text) => text !== 'ok');
  }

  /** Runs `work` in one transaction; a thrown error undoes all of it. Nested calls join. */
  write<T>(work: () => T): T {
    if (this.#depth > 0) return work();
    this.#begin.run();
    this.#depth += 1;
    try {
      const result = work();
      this.catalog.saveCounts();
      this.#commit.run();
      this.#dirty = true;
      return result;
    } catch (cause) {
      try {
        this.#engine.exec('rollback');
      } catch {
        // SQLite has already rolled back by itself (a full disk).
      }
      this.catalog.reload();
      throw translate(cause);
    } finally {
      this.#depth -= 1;
    }
  }

  /** Resolves when everything committed before the call is on disk. */
  async journal(): Promise<void> {
    await this.#flushing;
    await this.#flush();
  }

  /** Brings what the log holds into the file. */
  checkpoint(): void {
    this.#engine.prepare('pragma wal_checkpoint(passive)').get();
  }

  /** Brings everything into the file and leaves it as it is from then on, so that others may copy it; the log grows. */
  keepFile(): void {
    this.#engine.exec('pragma wal_autocheckpoint = 0');
    const [busy] = this.#engine.prepare('pragma wal_checkpoint(truncate)').get() ?? [];
    if (Number(busy) !== 0) throw new Error('the log could not be brought into the data file');
  }

  releaseFile(): void {
    this.#engine.exec(CHECKPOINTS);
  }

  /** Bytes of the file and of the pages in it that are free for reuse. */
  size(): { bytes: number; free: number } {
    const number = (pragma: string) => Number(this.#engine.prepare(`pragma ${pragma}`).get()?.[0] ?? 0);
    const page = number('page_size');
    return { bytes: number('page_count') * page, free: number('freelist_count') * page };
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#flushing;
    this.#engine.close();
  }

  async #flush(): Promise<void> {
    if (!this.#dirty) return;
    this.#dirty = false;
    this.#flushing = syncFile(this.#log).finally(() => {
      this.#flushing = null;
    });
    await this.#flushing;
  }
}

/** Forces a file's content to disk. */
async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.datasync();
  } finally {
    await file.close();
  }
}

function prepareFile(engine: Engine): void {
  // Exclusive: a second process is refused by the lock, and the log's index needs no shared memory file.
  engine.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = normal');
  engine.exec('pragma temp_store = memory; pragma cache_size = -65536');
  engine.exec(CHECKPOINTS);
  engine.exec('begin immediate');
  engine.exec('create table if not exists meta (name text primary key, value) without rowid');
  engine.prepare('insert or ignore into meta values (?, ?)').run('format', FORMAT);
  const format = Number(engine.prepare("select value from meta where name = 'format'").get()?.[0]);
  engine.exec('commit');
  if (format > FORMAT) {
    throw new StartError(
      'format',
      `The data folder was written by a newer version (format ${format}): upgrade this program`,
    );
  }
}

/** Storage faults in MongoDB's terms. */
function translate(cause: unknown): unknown {
  const message = cause instanceof Error ? cause.message : '';
  if (/malformed|not a database/i.test(message)) {
    return new CommandError(
      'DataCorruptionDetected',
      `The data file is damaged (${message}): stop the server and start it once with --repair`,
    );
  }
  if (/database or disk is full/i.test(message)) {
    return new CommandError(
      'OutOfDiskSpace',
      'The disk is full: nothing of this command was written. Free some space and try again',
    );
  }
  return cause;
}
