import { errorCatalogue, type Procedure } from '@songtrackpro/contracts';
import type { AppError } from '../app-error.ts';
import type { Authentication, RequestContext } from '../context.ts';
import { retryAfterOf } from './limit-headers.ts';
import { LimitError, type NamedStanding, publicCalls, refusedCalls } from './limits.ts';

/** Whose points a call spends: the key's or the person's, in the organization that it is made in. */
function callerOf({ actor, organizationId }: Extract<Authentication, { ok: true }>) {
  if (actor.kind === 'system') return null;
  return { id: actor.kind === 'apiKey' ? actor.apiKey.id : actor.user.id, organizationId };
}

const isRefusal = ({ code }: AppError) => errorCatalogue[code].status < 500;

async function spend(
  { services, authentication, origin }: RequestContext,
  { permission, weight }: Pick<Procedure, 'permission' | 'weight'>,
): Promise<NamedStanding[]> {
  if (authentication.ok) {
    const caller = callerOf(authentication);
    return caller ? services.limits.spend(caller, weight) : [];
  }
  if (permission === 'public') return services.limits.spendOf(origin.ip, publicCalls, weight);
  // What we failed to look up is no fault of the caller's.
  return isRefusal(authentication.error) ? services.limits.spendOf(origin.ip, refusedCalls) : [];
}

/**
 * Spends what a call costs, and tells the caller in headers how their limits stand.
 *
 * @throws LimitError when there is too little
 */
export async function spendPoints(
  request: RequestContext,
  procedure: Pick<Procedure, 'permission' | 'weight'>,
): Promise<void> {
  try {
    request.showLimits(await spend(request, procedure), null);
  } catch (error) {
    if (error instanceof LimitError) request.showLimits(error.standings, retryAfterOf(error));
    throw error;
  }
}
