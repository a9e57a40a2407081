import { archiveOf, runArchive } from '../archive/index.ts';
import type { ArchiveSettings } from '../core/settings.ts';
import type { Job } from './job.ts';

/** Archives what will expire soon, and lets go what is due and archived: every night. */
export const archiveDocuments = (settings: ArchiveSettings): Job => ({
  queue: {
    name: 'archive-documents',
    retryLimit: 5,
    retryDelay: 300,
    retryDelayMax: 3600,
    expireInSeconds: 12 * 3600,
    deleteAfterSeconds: 7 * 24 * 3600,
    exclusiveKeys: true,
  },
  concurrency: { jobs: 1 },
  cron: '27 1 * * *',
  run: async (services, _, { signal }) => {
    const done = await runArchive(await archiveOf(services, settings), { stopped: () => signal.aborted });
    if (done === null) return;
    services.log.info(done, 'documents archived');
    if (done.damaged.length === 0) return;
    services.log.error({ damaged: done.damaged }, 'damaged archive files; their documents were archived again');
  },
});
