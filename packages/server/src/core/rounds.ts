/**
 * Repeats a round of work: at once when woken, and every so often for what was missed. Rounds never overlap; a call
 * during a round makes another one after it.
 */
export class Rounds {
  readonly #round: (stopped: () => boolean) => Promise<void>;
  readonly #onError: (error: unknown) => void;
  readonly #everyMs: number;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(options: {
    round: (stopped: () => boolean) => Promise<void>;
    onError: (error: unknown) => void;
    everyMs: number;
  }) {
    this.#round = options.round;
    this.#onError = options.onError;
    this.#everyMs = options.everyMs;
  }

  start(): void {
    this.#timer = setInterval(() => this.wake(), this.#everyMs);
    this.wake();
  }

  wake(): void {
    if (this.#stopped) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = this.#round(() => this.#stopped)
      .catch(this.#onError)
      .finally(() => {
        this.#running = undefined;
        if (!this.#again) return;
        this.#again = false;
        this.wake();
      });
  }

  /** Stops after the step under way; what is left is found by the next start. */
  async close(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#running;
  }
}
