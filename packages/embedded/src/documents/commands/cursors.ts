import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { CommandError } from '../errors.ts';
import { type Flow, PAUSE } from '../pipeline/stage.ts';
import { MAX_DOCUMENT_BYTES } from '../storage/read-fields.ts';

/** Documents of the first batch when the client names no number, as in MongoDB. */
const FIRST_BATCH = 101;
/** An untouched cursor is forgotten after this long, milliseconds, as in MongoDB. */
const IDLE = 10 * 60 * 1000;
/** How often that is looked after at most, milliseconds; MongoDB's clientCursorMonitorFrequencySecs. */
const CHECK = 4000;

export interface OpenRequest {
  namespace: string;
  /** Encoded, several at a time as they come. */
  documents: Flow<Uint8Array[]>;
  batchSize: number | undefined;
  /** Deliver one batch only. */
  single?: boolean;
}

interface Cursor {
  id: bigint;
  namespace: string;
  documents: Iterator<Uint8Array[] | typeof PAUSE>;
  /** Read ahead; from `at` on not yet delivered. */
  chunk: Uint8Array[];
  at: number;
  usedAt: number;
}

export interface Batch {
  id: bigint;
  batch: Uint8Array[];
}

/**
 * The open cursors. They belong to no connection, since a client may fetch the next batch over another one; what a
 * vanished client left behind is closed when it has been idle for long enough.
 */
export class Cursors {
  readonly #open = new Map<bigint, Cursor>();
  readonly #now: () => Date;
  #timer: NodeJS.Timeout | null = null;
  idleMillis = IDLE;

  constructor(now: () => Date) {
    this.#now = now;
    this.setIdle(IDLE);
  }

  setIdle(millis: number): void {
    this.idleMillis = millis;
    this.close();
    this.#timer = setInterval(() => this.#killIdle(), Math.min(CHECK, millis)).unref();
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  get size(): number {
    return this.#open.size;
  }

  /** Opens a cursor and takes its first batch; id 0 when that is already everything. */
  open(request: OpenRequest): Batch | Promise<Batch> {
    const { namespace, documents, batchSize = FIRST_BATCH, single } = request;
    const cursor: Cursor = {
      id: 0n,
      namespace,
      documents: documents[Symbol.iterator](),
      chunk: [],
      at: 0,
      usedAt: this.#now().getTime(),
    };
    return settled(take(cursor, batchSize), ({ batch, more }) => {
      if (!more || single) return { id: 0n, batch };
      cursor.id = newId();
      this.#open.set(cursor.id, cursor);
      return { id: cursor.id, batch };
    });
  }

  next(id: bigint, namespace: string, batchSize = Number.POSITIVE_INFINITY): Batch | Promise<Batch> {
    const cursor = this.#open.get(id);
    if (!cursor) throw new CommandError('CursorNotFound', `cursor id ${id} not found`);
    if (cursor.namespace !== namespace) {
      throw new CommandError(
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    cursor.usedAt = this.#now().getTime();
    return settled(take(cursor, batchSize), ({ batch, more }) => {
      if (more) return { id, batch };
      this.#open.delete(id);
      return { id: 0n, batch };
    });
  }

  kill(id: bigint): boolean {
    const cursor = this.#open.get(id);
    cursor?.documents.return?.();
    return this.#open.delete(id);
  }

  #killIdle(): void {
    const limit = this.#now().getTime() - this.idleMillis;
    for (const cursor of this.#open.values()) if (cursor.usedAt < limit) this.kill(cursor.id);
  }
}

interface Taken {
  batch: Uint8Array[];
  more: boolean;
}

function take(cursor: Cursor, size: number): Taken | Promise<Taken> {
  const taken: Taken & { bytes: number } = { batch: [], more: false, bytes: 0 };
  return fill(cursor, size, taken) ? taken : takeInTurns(cursor, size, taken);
}

async function takeInTurns(cursor: Cursor, size: number, taken: Taken & { bytes: number }): Promise<Taken> {
  do await setImmediate();
  while (!fill(cursor, size, taken));
  return taken;
}

/** Fills the batch as far as it may go; false when the computation pauses first. */
function fill(cursor: Cursor, size: number, taken: Taken & { bytes: number }): boolean {
  const { batch } = taken;
  for (;;) {
    // A batch of size 0 opens the cursor without reading; others look one ahead, so that an exhausted cursor ends here.
    if (size === 0) {
      taken.more = true;
      return true;
    }
    const document = cursor.chunk[cursor.at];
    if (!document) {
      const { done, value } = cursor.documents.next();
      if (done) return true;
      if (value === PAUSE) return false;
      cursor.chunk = value;
      cursor.at = 0;
      continue;
    }
    if (batch.length >= size || (taken.bytes + document.length > MAX_DOCUMENT_BYTES && batch.length > 0)) {
      taken.more = true;
      return true;
    }
    cursor.at += 1;
    batch.push(document);
    taken.bytes += document.length;
  }
}

/** Goes on at once with a value, later with a promise: most commands need no promise at all. */
export function settled<T, U>(value: T | Promise<T>, then: (value: T) => U): U | Promise<U> {
  return value instanceof Promise ? value.then(then) : then(value);
}

function newId(): bigint {
  return (randomBytes(8).readBigUInt64LE() & 0x7fffffffffffffffn) | 1n;
}
