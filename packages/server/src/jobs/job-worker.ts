import type { Services } from '../core/context.ts';
import type { Job } from './job.ts';

/** Makes the queues of all jobs, so that every process can hand in, also one that doesn't work on them. */
export async function declareJobs({ jobs }: Pick<Services, 'jobs'>, list: readonly Job[]): Promise<void> {
  for (const { queue } of list) await jobs.declare(queue);
}

/** Works on the queues of all jobs; what fails is logged here and tried again by the queue. */
export async function workOnJobs(services: Services, list: readonly Job[], byTimetable = true): Promise<void> {
  const { jobs, log, systemLog, tracing } = services;
  for (const { queue, concurrency, cron, run } of list) {
    await jobs.work(queue.name, concurrency, async (data, job) => {
      const begun = performance.now();
      const note = (level: 'info' | 'error', error?: unknown) =>
        systemLog.record({
          kind: 'sync_job',
          level,
          name: `job ${queue.name}`,
          organizationId: null,
          durationMs: performance.now() - begun,
          details: { jobId: job.id },
          error,
        });
      try {
        await tracing.span({ name: `job ${queue.name}` }, () => run(services, data, job));
        note('info');
      } catch (error) {
        log.error({ job: queue.name, jobId: job.id, err: error }, 'job failed');
        note('error', error);
        throw error;
      }
    });
    if (cron !== undefined && byTimetable) await jobs.schedule(queue.name, cron);
  }
}
