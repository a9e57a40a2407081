export type { DocumentStoreKind } from './document-store-kind.ts';
export { EmbeddedStoreError, type EmbeddedStoreErrorCode } from './errors.ts';
export { type EmbeddedStores, type OpenStoresOptions, openStores } from './open-stores.ts';
