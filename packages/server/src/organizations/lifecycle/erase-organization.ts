import { eraseTenantDocuments, listUnsweptOrganizations, markSwept } from '@songtrackpro/db';
import { forgetInArchive } from '../../archive/index.ts';
import type { Services } from '../../core/context.ts';
import { forgetObjects } from '../../core/objects/open-objects.ts';
import type { StoreSettings } from '../../core/settings.ts';

type Stores = Pick<Services, 'postgres' | 'documents' | 'files'> & Pick<StoreSettings, 'archive' | 'invoices'>;

/** Erases what lies outside of PostgreSQL: documents, files, invoices, the archive. Answers how many documents went; may be repeated. */
export async function eraseOrganization(stores: Stores, id: string): Promise<number> {
  const { documents, files, archive, invoices } = stores;
  const erased = await eraseTenantDocuments(documents.db, { organizationId: id, of: null });
  await files.remove(id);
  if (invoices) await forgetObjects(invoices, id);
  await forgetInArchive(archive, id);
  return erased;
}

/**
 * Calls, imports and deliveries that were under way when an organization went may still have written a document. After so
 * long none is, in milliseconds.
 */
const settledAfter = 3_600_000;

/** Erases the documents of organizations that went a while ago once more. Answers how many it found. */
export async function sweepPurged(stores: Stores, now: Date): Promise<number> {
  let found = 0;
  for (const id of await listUnsweptOrganizations(stores.postgres, new Date(now.getTime() - settledAfter))) {
    found += await eraseOrganization(stores, id);
    await markSwept(stores.postgres, id);
  }
  return found;
}
