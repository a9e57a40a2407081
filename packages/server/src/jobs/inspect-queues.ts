import { type Finding, JobQueue, type QueueHealth } from '@songtrackpro/db';
import type { StoreSettings } from '../core/settings.ts';

type Stores = Pick<StoreSettings, 'urls'>;

/** A job that could run and has waited for so long shows that nobody works on its queue. */
const tolerableWaitSeconds = 600;

async function lookingOn<T>({ urls }: Stores, look: (queue: JobQueue) => Promise<T>): Promise<T> {
  const queue = await JobQueue.open(urls.worker, () => {}, { lookOn: true });
  try {
    await queue.knowAll();
    return await look(queue);
  } finally {
    await queue.close();
  }
}

/** Every queue with its jobs, for the operator. */
export const listQueues = (stores: Stores): Promise<QueueHealth[]> => lookingOn(stores, (queue) => queue.health());

/** Puts the dead jobs of a queue back into it; answers how many, or null where there is no such queue. */
export const redriveQueue = (stores: Stores, name: string): Promise<number | null> =>
  lookingOn(stores, async (queue) => {
    const known = (await queue.health()).some((health) => health.name === name);
    return known ? queue.redrive(name) : null;
  });

function toFinding({ name, waiting, failed, running, dead, oldestWaitSeconds }: QueueHealth): Finding {
  const wait = Math.round(oldestWaitSeconds ?? 0);
  const counts = `${waiting} waiting (${failed} after a failure), ${running} running, ${dead} dead`;
  const message = `jobs ${name}: ${counts}; the oldest that could run waits for ${wait} s.`;
  if (dead > 0) {
    const advice = `\`songtrackpro jobs redrive ${name}\` tries the dead ones again, once their cause is mended.`;
    return { code: 'dead_jobs', severity: 'warning', subject: name, message: `${message} ${advice}` };
  }
  if (wait > tolerableWaitSeconds) {
    const advice = 'Check that a server process runs that works on jobs.';
    return { code: 'waiting_jobs', severity: 'warning', subject: name, message: `${message} ${advice}` };
  }
  return { code: 'jobs', severity: 'ok', subject: name, message };
}

/** Looks over the queues, for a doctor; changes nothing. */
export const inspectQueues = async (stores: Stores): Promise<Finding[]> => (await listQueues(stores)).map(toFinding);
