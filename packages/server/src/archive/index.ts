export { type Archive, type ArchiveProgress, archiveOf, openArchive } from './archive.ts';
export { forgetInArchive } from './forget-in-archive.ts';
export { inspectArchive } from './inspect-archive.ts';
export { type ArchiveFilter, listArchive, listKeys } from './list-archive.ts';
export type { Manifest } from './manifest.ts';
export { type Restoration, restoreArchive } from './restore-archive.ts';
export { type ArchiveRun, runArchive } from './run-archive.ts';
export { type Verification, verifyArchive } from './verify-archive.ts';
