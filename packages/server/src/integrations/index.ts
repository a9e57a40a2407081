export {
  againAfterMs,
  enqueueSync,
  readSyncHealth,
  type SyncDependencies,
  type SyncHealth,
  syncAdAccount,
  syncQueue,
} from './sync/index.ts';
