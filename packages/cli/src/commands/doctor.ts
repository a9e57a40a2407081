import { findLastBackup } from '../backup/last-backup.ts';
import { inspectAtRest } from '../doctor/at-rest.ts';
import { backupLimit, inspectLastBackup } from '../doctor/last-backup.ts';
import { findingLines } from '../doctor/print-findings.ts';
import { dataFolder } from '../local/data-folder.ts';
import { openInstallation } from '../local/runtime.ts';
import { exitCodes, progress, say } from '../terminal.ts';

/** Looks through the stores without changing them; fails where something is to mend. */
export async function doctor(options: { data?: string; json?: boolean }): Promise<number> {
  const atRest = inspectAtRest(process.env.DATABASE_AT_REST);
  const dataDir = dataFolder(options.data);
  const limitHours = backupLimit(process.env.BACKUP_WITHIN_HOURS);
  const stores = await openInstallation(dataDir, progress);
  try {
    const { inspectArchive, inspectDocumentStore, inspectEvents, inspectQueues, inspectRelational, systemClock } =
      await import('@songtrackpro/server');
    const now = systemClock();
    const findings = [
      ...(await inspectRelational(stores.settings.ownerUrl, now)),
      atRest,
      // Stores of one's own are backed up by their own means, of which nothing is known here.
      ...(stores.isEmbedded ? [inspectLastBackup(await findLastBackup(dataDir), limitHours, now)] : []),
      ...(await inspectDocumentStore(stores.settings, now)),
      ...(await inspectArchive(stores.settings, now)),
      ...(await inspectQueues(stores.settings)),
      ...(await inspectEvents(stores.settings, now)),
    ];
    const healthy = findings.every(({ severity }) => severity !== 'fault');
    if (options.json) say(JSON.stringify({ healthy, findings }, null, 2));
    else for (const line of findingLines(findings)) say(line);
    return healthy ? exitCodes.done : exitCodes.failed;
  } finally {
    await stores.close();
  }
}
