import { useEffect, useState } from 'react';

export type Loaded<T> =
  | { state: 'loading'; value: T | null }
  | { state: 'ready'; value: T }
  | { state: 'failed'; value: T | null; message: string };

/**
 * Loads something, and again when `key` or `round` change. Of another key nothing is shown until it is there; in another
 * round of the same the former value stays on the page meanwhile.
 */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>, key: string, round: number): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T> & { key: string }>({ state: 'loading', value: null, key });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `load` is a new function at each rendering; key and round say what it loads.
  useEffect(() => {
    const stop = new AbortController();
    const settle = (next: (former: T | null) => Loaded<T>) => {
      // What was asked for before must not overwrite what is asked for now.
      if (!stop.signal.aborted) setLoaded((former) => ({ ...next(former.key === key ? former.value : null), key }));
    };
    settle((value) => ({ state: 'loading', value }));
    load(stop.signal).then(
      (value) => settle(() => ({ state: 'ready', value })),
      (error: unknown) =>
        settle((value) => ({
          state: 'failed',
          value,
          message: error instanceof Error ? error.message : String(error),
        })),
    );
    return () => stop.abort();
  }, [key, round]);
  return loaded;
}
