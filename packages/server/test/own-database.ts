import { roleUrl } from '@songtrackpro/db';
import { afterAll } from 'vitest';
import { postgresDatabaseOfRun } from '../../../scripts/vitest/run-databases.ts';
import { storeSettings } from '../../../scripts/vitest/store-settings.ts';
import type { StoreSettings } from '../src/core/settings.ts';
import { migrateStores } from '../src/server.ts';

/** The run's stores with a database of this file alone: the workers of other servers take nothing out of its queues. */
export async function openOwnDatabase(): Promise<StoreSettings> {
  const shared = storeSettings();
  const { url, drop } = await postgresDatabaseOfRun({ ownerUrl: shared.ownerUrl, secret: shared.roleSecret });
  const urls = {
    app: roleUrl(url, 'app_rw', shared.roleSecret),
    auth: roleUrl(url, 'app_auth', shared.roleSecret),
    worker: roleUrl(url, 'app_worker', shared.roleSecret),
  };
  const stores = { ...shared, ownerUrl: url, urls };
  await migrateStores(stores);
  // The last to be registered runs first: servers are closed before.
  afterAll(drop);
  return stores;
}
