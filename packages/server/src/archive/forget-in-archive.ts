import type { StoreSettings } from '../core/settings.ts';
import { openStorage } from './open-storage.ts';

/** Removes every file of an organization; may be repeated. */
export async function forgetInArchive(archive: StoreSettings['archive'], organizationId: string): Promise<void> {
  if (archive === undefined || archive === 'off') return;
  const storage = await openStorage(archive);
  for await (const key of storage.list(`${organizationId}/`)) await storage.remove(key);
}
