import { exitCodes, progress, readerLeft } from '../terminal.ts';

/** One press of Ctrl-C may arrive twice: from the terminal, and from npm or pnpm, which pass it on. */
const samePressMs = 500;

/**
 * Aborted by the first SIGINT, SIGTERM or SIGHUP, or when nobody reads the output any more. A second signal ends the
 * process at once; the stores notice that and stop by themselves.
 */
export function untilStopped(): AbortSignal {
  const stop = new AbortController();
  let first: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (first !== undefined && performance.now() - first > samePressMs) process.exit(exitCodes.interrupted);
      if (first !== undefined) return;
      first = performance.now();
      progress(`\nStopping (${signal}); once more ends at once`);
      stop.abort();
    });
  }
  readerLeft.signal.addEventListener('abort', () => stop.abort());
  return stop.signal;
}

/** Resolves when the signal is aborted. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
