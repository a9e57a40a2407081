import type { PlanTier } from '@songtrackpro/contracts';
import { countInPostgres, countInRedis, type Postgres } from '@songtrackpro/db';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { insuredCounters } from './insured-counters.ts';
import { Limits } from './limits.ts';

/** How often what has passed is forgotten, in milliseconds. */
const clearEveryMs = 300_000;

interface LimitOptions {
  pointsPerMinute?: number | undefined;
  limitsUrl?: string | undefined;
  defaultPlan: PlanTier;
}

/** The limits of this process; until it is closed it clears away what has passed. */
export async function openLimits(
  postgres: Pick<Postgres, 'auth'>,
  { pointsPerMinute, limitsUrl, defaultPlan }: LimitOptions,
  { clock, log }: { clock: Clock; log: Log },
): Promise<{ limits: Limits; close(): Promise<void> }> {
  const shared = limitsUrl === undefined ? countInPostgres(postgres) : await countInRedis(limitsUrl);
  const limits = new Limits(insuredCounters(shared, log), postgres, { perMinute: pointsPerMinute, defaultPlan });
  const timer = setInterval(() => {
    limits.clear(clock()).catch((error: unknown) => log.warn({ err: error }, 'passed limits were not cleared'));
  }, clearEveryMs);
  const close = async () => {
    clearInterval(timer);
    await shared.close();
  };
  return { limits, close };
}
