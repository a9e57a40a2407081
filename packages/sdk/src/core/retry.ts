import {
  ConnectionError,
  fromAbort,
  RateLimitError,
  retryAfterOf,
  SongTrackProError,
  UnexpectedAnswerError,
} from './errors.ts';

const firstPauseMs = 200;
/** Longest wait that a call accepts on its own, in seconds: the window of a limit. */
const longestWaitSeconds = 60;

const neverArrived = ['refused', 'name_not_found', 'unreachable'];
const lasting = ['certificate', 'no_tls'];

/** Whether the same call may succeed later: no answer came, a store or the server was away, or a limit was used up. */
export function isPassing(error: unknown): error is SongTrackProError {
  if (!(error instanceof SongTrackProError) || (retryAfterOf(error) ?? 0) > longestWaitSeconds) return false;
  if (error instanceof ConnectionError) return !lasting.includes(String(error.details.reason));
  // The server says 504 of work that took too long; a proxy says it, or 502, while the server starts.
  const isProxy = error instanceof UnexpectedAnswerError && (error.status === 502 || error.status === 504);
  return error.status === 429 || error.status === 503 || isProxy;
}

/** Whether a call that failed for a passing reason can't have had an effect. */
export function hadNoEffect(error: SongTrackProError): boolean {
  return error instanceof RateLimitError || neverArrived.includes(String(error.details.reason));
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
      reject(fromAbort(signal?.reason));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
  });
}

export interface RetryRules {
  /** How often the work is repeated at most. */
  times: number;
  signal?: AbortSignal | undefined;
  /** Whether work that failed in this way may be done again; any unless given. */
  isSafe?: ((error: SongTrackProError) => boolean) | undefined;
  onRetry?: (error: SongTrackProError, attempt: number, waitMs: number) => void;
}

/** Repeats work that failed for a passing reason, after the wait that the server asks for, or growing pauses. */
export async function retry<T>(
  work: () => Promise<T>,
  { times, signal, isSafe = () => true, onRetry }: RetryRules,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= times || !isPassing(error) || !isSafe(error)) throw error;
      const waitMs = pauseMs(error, attempt);
      onRetry?.(error, attempt + 1, waitMs);
      await pause(waitMs, signal);
    }
  }
}
