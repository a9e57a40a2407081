import type { StoreSettings } from '@songtrackpro/server';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    stores: StoreSettings | undefined;
  }
}

/**
 * Settings of the run's stores: migrated, real, shared by all tests of the run, so each test makes an organization of
 * its own. They are started because a test file reaches this module by its imports.
 */
export function storeSettings(): StoreSettings {
  const settings = inject('stores');
  if (settings) return settings;
  throw new Error(
    'The stores were not started for this run: reach scripts/vitest/store-settings.ts by a static import.',
  );
}
