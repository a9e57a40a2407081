import type { Concurrency, QueueSettings } from '@songtrackpro/db';
import type { Services } from '../core/context.ts';

/** Work outside of any request: a queue, what is done with a job of it, and when it is handed in by itself. */
export interface Job {
  queue: QueueSettings;
  /** Jobs at a time in one process, and of one group. */
  concurrency: Concurrency;
  /** Five fields, in UTC; handed in once for all processes. */
  cron?: string;
  run(services: Services, data: unknown, job: { id: string; signal: AbortSignal }): Promise<void>;
}
