import { archivedCollections, type Finding, hasDue, limitsOf, readArchiveMark } from '@songtrackpro/db';
import { systemClock } from '../core/clock.ts';
import { ObjectStorageError } from '../core/objects/object-storage.ts';
import type { StoreSettings } from '../core/settings.ts';
import { type Archive, openArchive } from './archive.ts';

/** The job runs every day, and one run may fail. */
const tolerableLagMs = 2 * 86_400_000;

async function inspectStorage({ storage }: Archive): Promise<Finding[]> {
  try {
    for await (const _ of storage.list('')) break;
    return [];
  } catch (error) {
    if (!(error instanceof ObjectStorageError)) throw error;
    return [{ code: 'archive_unreachable', severity: 'fault', subject: 'archive', message: `${error.message}.` }];
  }
}

async function inspectLag({ db, marginDays }: Archive, now: Date): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const collection of archivedCollections) {
    const { name } = collection;
    const { archive } = limitsOf(collection, db.retention, { now, marginDays });
    const through = (await readArchiveMark(db, name))?.through ?? new Date(0);
    const until = new Date(archive.getTime() - tolerableLagMs);
    if (through >= until || !(await hasDue(db, collection, { from: through, until }))) continue;
    const since = through.getTime() === 0 ? 'was never archived' : `is archived until ${through.toISOString()}`;
    const message = `${name} ${since}, and documents were to be archived two days ago. Run \`songtrackpro archive run\`.`;
    findings.push({ code: 'archive_lag', severity: 'fault', subject: name, message });
  }
  return findings;
}

/** Whether the archive can be reached and keeps up, for a doctor; changes nothing. */
export async function inspectArchive(stores: StoreSettings, now: Date): Promise<Finding[]> {
  const ok = (message: string): Finding[] => [{ code: 'archive', severity: 'ok', subject: 'archive', message }];
  if (stores.archive === undefined || stores.archive === 'off') return ok('Documents expire without being archived.');
  const archive = await openArchive(stores, systemClock);
  try {
    const findings = [...(await inspectStorage(archive)), ...(await inspectLag(archive, now))];
    return findings.length > 0 ? findings : ok('The archive keeps up: nothing expires before it is in there.');
  } finally {
    await archive.close();
  }
}
