import { EmbeddedStoreError } from '../errors.ts';

export const backupFailed = (why: string, cause?: unknown): EmbeddedStoreError =>
  new EmbeddedStoreError('backup_failed', `No backup was taken: ${why}`, { cause });
