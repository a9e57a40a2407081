import type { Integration } from '@songtrackpro/contracts';
import type { Services } from '../../core/context.ts';
import { ProviderError } from '../../providers/index.ts';
import { faultOf } from '../grants/fault-of.ts';
import { noteFault } from '../tokens/note-fault.ts';

type Fault = NonNullable<Integration['lastFault']>;

const minuteMs = 60_000;
const pausesMs = [1, 2, 5, 15, 60].map((minutes) => minutes * minuteMs);

/** How long what was begun is looked after before a person is asked. */
export const patienceMs = 24 * 60 * minuteMs;

/** Longest that one process may be at one piece of work; the calls of it end before. */
export const leaseMs = 5 * minuteMs;
export const workMs = 2 * minuteMs;

/** When to try again after so many tries, the provider's own wish obeyed. */
export function nextTry(error: ProviderError, tries: number, now: Date): Date {
  const pause = pausesMs[Math.min(tries, pausesMs.length) - 1] ?? minuteMs;
  return new Date(now.getTime() + Math.max(error.retryAfterMs ?? 0, pause));
}

/** What was said of a failure, for those who look. */
export function faultAfter(error: ProviderError, count: number, now: Date): Fault {
  const { providerCode = null, traceId = null } = faultOf(error) ?? {};
  return { message: error.message, providerCode, traceId, at: now.toISOString(), count };
}

/** A refusal that no repetition changes and that certainly left everything as it was. */
export const isFinal = ({ kind, mayHaveHappened }: ProviderError): boolean =>
  !mayHaveHappened && kind !== 'transient' && kind !== 'throttled';

/** What ended a piece of work; work that was broken off may have been done. */
export function toFault(error: unknown, signal: AbortSignal): ProviderError {
  if (error instanceof ProviderError) return error;
  if (!signal.aborted) throw error;
  const message = 'The platform gave no answer in the time that one try has.';
  return new ProviderError({
    provider: 'meta',
    kind: 'transient',
    reason: 'timed_out',
    message,
    mayHaveHappened: true,
  });
}

/** Lets the connection know that it has ended, as a sync would. */
export async function noteEnd(
  services: Services,
  organizationId: string,
  integrationId: string | null,
  error: ProviderError,
): Promise<void> {
  if (error.kind !== 'expired' || integrationId === null) return;
  await noteFault(services, { organizationId, id: integrationId }, error);
}
