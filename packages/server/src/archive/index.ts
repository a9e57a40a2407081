export { type Archive, type ArchiveProgress, archiveOf, openArchive } from './archive.ts';
export { forgetInArchive } from './forget-in-archive.ts';
export { inspectArchive } from './inspect-archive.ts';
export { type ArchiveFilter, listArchive, listKeys } from './list-archive.ts';
export type { Manifest } from './manifest.ts';
export { restoreArchive } from './restore-archive.ts';
export { runArchive } from './run-archive.ts';
export { verifyArchive } from './verify-archive.ts';
