import { type DocumentDatabase, type Documents, openDocuments, openPostgres, type Postgres } from '@songtrackpro/db';
import { type Clock, systemClock } from '../core/clock.ts';
import { SettingsError } from '../core/environment.ts';
import { explainDocumentsFault, explainPostgresFault } from '../core/explain-start-fault.ts';
import type { ObjectStorage } from '../core/objects/object-storage.ts';
import { openObjects } from '../core/objects/open-objects.ts';
import type { ArchiveSettings, StoreSettings } from '../core/settings.ts';

/** What work on an archive needs. */
export interface Archive {
  db: DocumentDatabase;
  postgres: Pick<Postgres, 'worker'>;
  storage: ObjectStorage;
  /** What files are encrypted with; undefined where they are not. */
  secret: string | undefined;
  marginDays: number;
  clock: Clock;
}

/** How far work on an archive is. */
export interface ArchiveProgress {
  step: 'archive' | 'remove' | 'verify' | 'restore';
  collection: string;
  files: number;
  /** Files that there are to go through; null where they aren't known beforehand. */
  allFiles: number | null;
  documents: number;
}
export type OnProgress = (progress: ArchiveProgress) => void;

export async function archiveOf(
  stores: { documents: Pick<Documents, 'db'>; postgres: Pick<Postgres, 'worker'>; clock: Clock },
  settings: ArchiveSettings,
): Promise<Archive> {
  const { documents, postgres, clock } = stores;
  const { encryptionKey: secret, marginDays } = settings;
  return { db: documents.db, postgres, storage: await openObjects(settings), secret, marginDays, clock };
}

/** Opens the stores for a command that works on the archive. */
export async function openArchive(
  { archive, mongodbUri, retention = {}, urls }: StoreSettings,
  clock: Clock = systemClock,
): Promise<Archive & { close(): Promise<void> }> {
  if (archive === undefined || archive === 'off') {
    throw new SettingsError(
      'Nothing is archived here. Set ARCHIVE_URL to a folder or a bucket, for example file:///var/archive, and run `songtrackpro migrate`.',
    );
  }
  const documents = await openDocuments(mongodbUri, { retention, archives: true }).catch((error: unknown) => {
    throw explainDocumentsFault(error, mongodbUri);
  });
  try {
    const postgres = await openPostgres(urls).catch((error: unknown) => {
      throw explainPostgresFault(error, urls.app, 'DATABASE_APP_URL');
    });
    const close = async () => {
      await postgres.close();
      await documents.close();
    };
    return { ...(await archiveOf({ documents, postgres, clock }, archive)), close };
  } catch (error) {
    await documents.close();
    throw error;
  }
}
