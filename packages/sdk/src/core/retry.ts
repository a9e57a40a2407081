import { ConnectionError, SongTrackProError } from './errors.ts';

const firstPauseMs = 200;

function isPassing(error: unknown): boolean {
  return error instanceof ConnectionError || (error instanceof SongTrackProError && error.status === 503);
}

/** Repeats work that failed for a passing reason, with growing, jittered pauses. */
export async function retry<T>(work: () => Promise<T>, times: number): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= times || !isPassing(error)) throw error;
      const pause = firstPauseMs * 2 ** attempt * (0.5 + Math.random());
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
