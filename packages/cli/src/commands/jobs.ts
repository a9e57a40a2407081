import type { QueueHealth } from '@songtrackpro/server';
import { dataFolder } from '../local/data-folder.ts';
import { openInstallation } from '../local/runtime.ts';
import { table } from '../report/table.ts';
import { CommandError, exitCodes, progress, say } from '../terminal.ts';

const seconds = (value: number | null) => (value === null ? '' : `${Math.round(value)} s`);

function queueRows(queues: readonly QueueHealth[]): string[][] {
  const rows = queues.map(({ name, waiting, failed, running, dead, oldestWaitSeconds }) => [
    name,
    ...[waiting, failed, running, dead].map(String),
    seconds(oldestWaitSeconds),
  ]);
  return [['queue', 'waiting', 'failed before', 'running', 'dead', 'oldest waits'], ...rows];
}

interface JobsOptions {
  data?: string;
  json?: boolean;
}

/** Prints every queue with its jobs. */
export async function listJobs({ data, json }: JobsOptions): Promise<number> {
  const stores = await openInstallation(dataFolder(data), progress);
  try {
    const { listQueues } = await import('@songtrackpro/server');
    const queues = await listQueues(stores.settings);
    if (json) say(JSON.stringify(queues, null, 2));
    else for (const line of table(queueRows(queues), '')) say(line);
    return exitCodes.done;
  } finally {
    await stores.close();
  }
}

/** Puts the dead jobs of a queue back into it. */
export async function redriveJobs(queue: string, { data, json }: JobsOptions): Promise<number> {
  const stores = await openInstallation(dataFolder(data), progress);
  try {
    const { redriveQueue } = await import('@songtrackpro/server');
    const driven = await redriveQueue(stores.settings, queue);
    if (driven === null) throw new CommandError(`There is no queue “${queue}”. \`jobs list\` names them.`);
    if (json) say(JSON.stringify({ queue, driven }));
    else say(`${driven} ${driven === 1 ? 'job waits' : 'jobs wait'} in ${queue} again.`);
    return exitCodes.done;
  } finally {
    await stores.close();
  }
}
