/** What lets writes through, or keeps them waiting at a moment that a backup takes. */
export class WriteGate {
  #inside = 0;
  #closed: PromiseWithResolvers<void> | undefined;
  #emptied: PromiseWithResolvers<void> | undefined;

  /** Runs what may write, at once where the gate is open. */
  pass<T>(work: () => T | Promise<T>): T | Promise<T> {
    if (this.#closed) return this.#closed.promise.then(() => this.pass(work));
    let result: T | Promise<T>;
    this.#inside += 1;
    try {
      result = work();
    } catch (cause) {
      this.#leave();
      throw cause;
    }
    if (result instanceof Promise) return result.finally(() => this.#leave());
    this.#leave();
    return result;
  }

  /** Keeps out whatever comes from now on; resolves when nothing that came before is under way. */
  async close(): Promise<void> {
    this.#closed ??= Promise.withResolvers();
    if (this.#inside === 0) return;
    this.#emptied ??= Promise.withResolvers();
    await this.#emptied.promise;
  }

  /** Lets through what waits, in the order in which it came. */
  open(): void {
    this.#closed?.resolve();
    this.#closed = undefined;
  }

  #leave(): void {
    this.#inside -= 1;
    if (this.#inside > 0) return;
    this.#emptied?.resolve();
    this.#emptied = undefined;
  }
}
