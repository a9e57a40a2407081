import type postgres from 'postgres';

/** One connection, held by one transaction at a time. */
export interface Lease {
  readonly sql: postgres.Sql;
  /** Called when the connection closes while it is held; what is sent afterwards would run on another one. */
  lost: (() => void) | null;
}

interface Slot extends Lease {
  readonly openedAt: number;
  connected: boolean;
}

/** After this a connection is replaced between two transactions, so that a moved server is followed. */
const lifetimeMs = 45 * 60_000;
const closingMs = 5000;

/**
 * Connections of which each serves one transaction at a time. The driver's own pool waits for the answer to BEGIN before
 * it hands out the connection; clients of one connection each let BEGIN travel together with what follows.
 */
export class TransactionPool {
  readonly #open: (onclose: () => void) => postgres.Sql;
  readonly #size: number;
  readonly #idle: Slot[] = [];
  readonly #waiting: PromiseWithResolvers<Slot>[] = [];
  readonly #all = new Set<Slot>();
  readonly #endings = new Set<Promise<void>>();
  readonly #emptied = Promise.withResolvers<void>();
  #closed = false;

  /** `open` makes a client of one connection that calls `onclose` whenever that connection closes. */
  constructor(open: (onclose: () => void) => postgres.Sql, size: number) {
    this.#open = open;
    this.#size = size;
  }

  /** Connections that transactions hold, that none holds, and transactions that wait for one. */
  get usage(): { busy: number; idle: number; waiting: number } {
    return { busy: this.#all.size - this.#idle.length, idle: this.#idle.length, waiting: this.#waiting.length };
  }

  /** A connection of one's own, as soon as one is free. */
  async acquire(): Promise<Lease> {
    if (this.#closed) throw closedError();
    // The one used last: the others may then close for being idle.
    const slot = this.#idle.pop() ?? (this.#all.size < this.#size ? this.#add() : await this.#turn());
    // While the driver connects it does not keep the order of what waits.
    if (!slot.connected) await this.#connect(slot);
    return slot;
  }

  #turn(): Promise<Slot> {
    const turn = Promise.withResolvers<Slot>();
    this.#waiting.push(turn);
    return turn.promise;
  }

  async #connect(slot: Slot): Promise<void> {
    try {
      await slot.sql.unsafe('select');
      slot.connected = true;
    } catch (error) {
      this.discard(slot);
      throw error;
    }
  }

  /** Gives a connection back on which no transaction is open. */
  release(lease: Lease): void {
    const slot = this.#slotOf(lease);
    if (!slot) return;
    slot.lost = null;
    if (this.#closed || Date.now() - slot.openedAt > lifetimeMs) {
      this.discard(slot);
      return;
    }
    const next = this.#waiting.shift();
    if (next) next.resolve(slot);
    else this.#idle.push(slot);
  }

  /** Gives up a connection whose state is unknown, with everything that may still wait to be sent on it. */
  discard(lease: Lease): void {
    const slot = this.#slotOf(lease);
    if (!slot) return;
    slot.lost = null;
    this.#all.delete(slot);
    this.#end(slot);
    if (this.#closed && this.#all.size === 0) this.#emptied.resolve();
    const next = this.#closed ? undefined : this.#waiting.shift();
    if (next) next.resolve(this.#add());
  }

  /** Refuses new transactions, gives running ones five seconds to end, and closes all connections. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const turn of this.#waiting.splice(0)) turn.reject(closedError());
    for (const slot of this.#idle.splice(0)) this.discard(slot);
    const cutOff = setTimeout(() => {
      for (const slot of this.#all) {
        slot.lost?.();
        this.discard(slot);
      }
    }, closingMs);
    if (this.#all.size > 0) await this.#emptied.promise;
    clearTimeout(cutOff);
    await Promise.all(this.#endings);
  }

  #slotOf(lease: Lease): Slot | undefined {
    for (const slot of this.#all) if (slot === lease) return slot;
    return undefined;
  }

  #add(): Slot {
    const onclose = () => {
      slot.connected = false;
      slot.lost?.();
    };
    const slot: Slot = { sql: this.#open(onclose), lost: null, connected: false, openedAt: Date.now() };
    this.#all.add(slot);
    return slot;
  }

  #end(slot: Slot): void {
    const ending = slot.sql.end({ timeout: 0 }).catch(() => undefined);
    this.#endings.add(ending);
    void ending.then(() => this.#endings.delete(ending));
  }
}

/** With the driver's own code for a pool that has ended. */
const closedError = () =>
  Object.assign(new Error('The connections to PostgreSQL are closed.'), { code: 'CONNECTION_ENDED' });
