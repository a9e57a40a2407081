export {
  againAfterMs,
  enqueueSync,
  readSyncHealth,
  type SyncDependencies,
  syncAdAccount,
  syncQueue,
} from './sync/index.ts';
