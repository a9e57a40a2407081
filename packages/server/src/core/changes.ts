import { type ChangeTopic, listenForChanges, type Postgres } from '@songtrackpro/db';

/** Longest wait without looking again, in milliseconds: what ends by the clock alone is told by nobody. */
const longestWaitMs = 15_000;

/** Remembers that something changed until somebody asks. */
export class Watch {
  #changed = false;
  #wake: (() => void) | undefined;

  /** @internal */
  notify(): void {
    this.#changed = true;
    this.#wake?.();
  }

  /** Resolves when something changed since the last call, when it is time to look again, or when the signal ends it. */
  async next(signal: AbortSignal): Promise<void> {
    if (!this.#changed && !signal.aborted) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        timer = setTimeout(resolve, longestWaitMs);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      clearTimeout(timer);
      this.#wake = undefined;
    }
    this.#changed = false;
  }
}

/** What is watched: `imports <id>`. */
export type ChangeKey = `${ChangeTopic} ${string}`;

/** Wakes those who watch something when any server process changes it. */
export class Changes {
  readonly #watches = new Map<string, Set<Watch>>();
  #listener: { close(): Promise<void> } | undefined;

  async start(postgres: Pick<Postgres, 'worker'>): Promise<void> {
    this.#listener = await listenForChanges(
      postgres,
      (topic, id) => this.#notify(this.#watches.get(`${topic} ${id}`) ?? []),
      () => this.#notify([...this.#watches.values()].flatMap((watches) => [...watches])),
    );
  }

  #notify(watches: Iterable<Watch>): void {
    for (const watch of watches) watch.notify();
  }

  /** How many things are watched at the moment. */
  get watched(): number {
    return this.#watches.size;
  }

  /** Watches until the signal ends it. */
  watch(keys: readonly ChangeKey[], signal: AbortSignal): Watch {
    const watch = new Watch();
    for (const key of keys) {
      const watches = this.#watches.get(key) ?? new Set();
      this.#watches.set(key, watches.add(watch));
    }
    const forget = () => {
      for (const key of keys) {
        const watches = this.#watches.get(key);
        watches?.delete(watch);
        if (watches?.size === 0) this.#watches.delete(key);
      }
    };
    signal.addEventListener('abort', forget, { once: true });
    return watch;
  }

  async close(): Promise<void> {
    await this.#listener?.close();
  }
}
