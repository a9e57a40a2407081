import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from './errors.ts';

/** PostgreSQL ended a transaction because of another one; nothing of it happened, so it may be done again. */
const yielded = new Set(['40001', '40P01']);

const attempts = 5;
const firstPauseMs = 10;

/**
 * Runs a transaction again when it lost to a concurrent one (serialization failure, deadlock), with growing random
 * pauses, five times at most. The work must do nothing outside its transaction that may not happen twice.
 */
export async function retryYielded<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === attempts || !yielded.has(errorCode(error) ?? '')) throw error;
      // Random, so that two that met don't meet again.
      await pause(firstPauseMs * 2 ** attempt * Math.random());
    }
  }
}
