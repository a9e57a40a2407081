import type { SyncFault, SyncStep } from '@songtrackpro/db';
import { ProviderError } from '../../providers/index.ts';

const minuteMs = 60_000;
/** After a fault that passes by itself: soon, then less and less often. */
const pausesMs = [1, 5, 15, 60, 240].map((minutes) => minutes * minuteMs);
/** After one that needs a person, or a change here, but may have been settled elsewhere. */
const dayMs = 24 * 60 * minuteMs;

function waitMs(error: ProviderError, count: number): number | null {
  const pause = pausesMs[Math.min(count, pausesMs.length) - 1] ?? dayMs;
  switch (error.kind) {
    case 'throttled':
      return Math.max(error.retryAfterMs ?? 0, minuteMs);
    case 'transient':
      return Math.max(error.retryAfterMs ?? 0, pause);
    case 'too_large':
    case 'permanent':
    case 'permission':
      return dayMs;
    case 'expired':
      // Nothing helps but a person who connects anew, and that asks for a sync.
      return null;
  }
}

/** What a sync that ended with an error is afterwards. */
export function faultStep(error: unknown, before: SyncFault | null, now: Date): SyncStep {
  const count = (before?.count ?? 0) + 1;
  const at = now.toISOString();
  if (!(error instanceof ProviderError)) {
    const message = 'The numbers could not be stored. It is tried again by itself.';
    const fault = {
      kind: 'internal',
      reason: 'internal',
      message,
      code: null,
      subcode: null,
      traceId: null,
      at,
      count,
    };
    const pause = pausesMs[Math.min(count, pausesMs.length) - 1] ?? dayMs;
    return { status: 'failed', fault, waitUntil: new Date(now.getTime() + pause).toISOString() };
  }
  const { kind, reason, message, code, subcode, traceId } = error;
  const wait = waitMs(error, count);
  return {
    status: kind === 'throttled' ? 'throttled' : 'failed',
    fault: { kind, reason, message, code, subcode, traceId, at, count },
    waitUntil: wait === null ? null : new Date(now.getTime() + wait).toISOString(),
  };
}
