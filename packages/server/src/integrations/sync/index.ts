export { enqueueSync, syncQueue } from './enqueue-sync.ts';
export { readSyncHealth, type SyncHealth } from './health.ts';
export type { SyncDependencies } from './run.ts';
export { againAfterMs, type SyncOutcome, syncAdAccount } from './sync-ad-account.ts';
