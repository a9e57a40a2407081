export type { CopyProgress } from './copy-set.ts';
export { INCOMPLETE, type Manifest, readManifest } from './manifest.ts';
export { type RestoreOptions, restoreBackup } from './restore-backup.ts';
export { type BackupOptions, takeBackup } from './take-backup.ts';
export { bytesOf, verifyBackup } from './verify-backup.ts';
