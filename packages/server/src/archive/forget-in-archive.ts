import { forgetObjects } from '../core/objects/open-objects.ts';
import type { StoreSettings } from '../core/settings.ts';

/** Removes every file of an organization; may be repeated. */
export async function forgetInArchive(archive: StoreSettings['archive'], organizationId: string): Promise<void> {
  if (archive === undefined || archive === 'off') return;
  await forgetObjects(archive, organizationId);
}
