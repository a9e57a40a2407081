import { setImmediate } from 'node:timers/promises';
import type { IndexDefinition } from '../indexes/index-definition.ts';
import type { Collection } from '../storage/collection.ts';
import type { Store } from '../storage/store.ts';
import { select } from './select.ts';
import type { WriteGate } from './write-gate.ts';

/** Documents deleted in one transaction. */
const BATCH = 1000;

/** Deletes what TTL indexes say has expired, every 60 seconds unless set otherwise. */
export class Expiry {
  readonly #store: Store;
  readonly #writes: WriteGate;
  readonly #now: () => Date;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #closed = false;
  seconds = 60;

  constructor(store: Store, writes: WriteGate, now: () => Date) {
    this.#store = store;
    this.#writes = writes;
    this.#now = now;
    this.setInterval(this.seconds);
  }

  setInterval(seconds: number): void {
    this.seconds = seconds;
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      this.#running ??= this.#expireAll()
        .catch((cause: unknown) => void process.stderr.write(`TTL monitor: ${String(cause)}\n`))
        .finally(() => {
          this.#running = null;
        });
    }, seconds * 1000).unref();
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#running;
  }

  async #expireAll(): Promise<void> {
    const { catalog } = this.#store;
    for (const db of catalog.databases()) {
      for (const collection of catalog.collections(db)) {
        for (const index of collection.indexes) {
          if (index.expireAfterSeconds !== null) await this.#expire(collection, index, index.expireAfterSeconds);
        }
      }
    }
  }

  async #expire({ db, name }: Collection, index: IndexDefinition, seconds: number): Promise<void> {
    const field = index.parts[0]?.field as string;
    const limit = new Date(this.#now().getTime() - seconds * 1000);
    const filter = index.partialFilter
      ? { $and: [{ [field]: { $lte: limit } }, index.partialFilter] }
      : { [field]: { $lte: limit } };
    for (;;) {
      const removed = await this.#writes.pass(() => {
        // Looked up anew: it may have been dropped in between.
        const collection = this.#store.catalog.find(db, name);
        if (!collection || this.#closed) return 0;
        return this.#store.write(() => {
          const expired = select(collection, { filter, limit: BATCH });
          for (const { rid, bytes } of expired) collection.remove(rid, bytes);
          return expired.length;
        });
      });
      if (removed < BATCH) return;
      await setImmediate();
    }
  }
}
