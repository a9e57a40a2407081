export { mountConnectionPages } from './connect/connection-pages.ts';
export { mountMetaNotices } from './notices/meta-notices.ts';
export {
  againAfterMs,
  enqueueSync,
  readSyncHealth,
  type SyncDependencies,
  syncAdAccount,
  syncQueue,
} from './sync/index.ts';
export { syncDependencies } from './sync-dependencies.ts';
export { accessTokenOf } from './tokens/access-token.ts';
export { noteFault } from './tokens/note-fault.ts';
export type { ConnectionRef } from './tokens/places.ts';
export { revokeAccess, revokeQueue } from './tokens/revoke-access.ts';
export { type Rewrapped, rewrapStoredTokens, rewrapTokens } from './tokens/rewrap-tokens.ts';
export { tendConnections } from './tokens/tend-connections.ts';
