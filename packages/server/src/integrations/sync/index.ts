export { enqueueSync, syncQueue } from './enqueue-sync.ts';
export { readSyncHealth } from './health.ts';
export { toMetaBudget } from './minor-units.ts';
export type { SyncDependencies } from './run.ts';
export { againAfterMs, syncAdAccount } from './sync-ad-account.ts';
