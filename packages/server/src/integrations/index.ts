export { mountConnectionPages } from './connect/connection-pages.ts';
export { toProviderAnswer } from './grants/provider-answer.ts';
export { mountMetaNotices } from './notices/meta-notices.ts';
export * from './platform/index.ts';
export {
  againAfterMs,
  type SyncDependencies,
  syncAdAccount,
  syncQueue,
  toMetaBudget,
} from './sync/index.ts';
export { syncDependencies } from './sync-dependencies.ts';
export { revokeAccess, revokeQueue } from './tokens/revoke-access.ts';
export { rewrapStoredTokens } from './tokens/rewrap-tokens.ts';
export { tendConnections } from './tokens/tend-connections.ts';
