import { webhookRetryPauses } from '@songtrackpro/contracts';

/** How far a pause may be from its length, to either side. */
const spread = 0.1;

/** The pause after the n-th failed attempt in milliseconds; null where it was the last one. `chance` is from 0 to 1. */
export function nextPauseMs(attempt: number, chance: number): number | null {
  const seconds = webhookRetryPauses[attempt - 1];
  return seconds === undefined ? null : Math.round(seconds * 1000 * (1 + spread * (2 * chance - 1)));
}
