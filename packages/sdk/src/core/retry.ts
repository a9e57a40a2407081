import { ConnectionError, fromSilence, retryAfterOf, SongTrackProError } from './errors.ts';

const firstPauseMs = 200;
/** Longest wait that a call accepts on its own, in seconds: the window of a limit. */
const longestWaitSeconds = 60;

/** Whether the same call may succeed later: no answer came, a store was away, or a limit was used up. */
function isPassing(error: unknown): error is SongTrackProError {
  if (error instanceof ConnectionError) return true;
  return error instanceof SongTrackProError && (error.status === 503 || error.status === 429);
}

/** Milliseconds to wait: what the server asks for, else growing pauses; jittered, so that many callers don't come back as one. */
export function pauseMs(error: SongTrackProError, attempt: number): number {
  const asked = retryAfterOf(error);
  const jitter = 0.5 + Math.random();
  return asked === null ? firstPauseMs * 2 ** attempt * jitter : asked * 1000 + firstPauseMs * jitter;
}

/** Waits, or rejects as soon as the caller's signal aborts. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(fromSilence(signal?.reason, true));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
  });
}

/** Repeats work that failed for a passing reason, after the wait that the server asks for, or growing pauses. */
export async function retry<T>(work: () => Promise<T>, times: number, signal?: AbortSignal): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= times || !isPassing(error)) throw error;
      if ((retryAfterOf(error) ?? 0) > longestWaitSeconds) throw error;
      await pause(pauseMs(error, attempt), signal);
    }
  }
}
