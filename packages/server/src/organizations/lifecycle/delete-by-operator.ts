import { join } from 'node:path';
import {
  findAnyOrganization,
  insertOutbox,
  deleteOrganization as markOrganization,
  type OrganizationState,
  openDocuments,
  openPostgres,
  purgeOrganization,
  withTenant,
} from '@songtrackpro/db';
import { auditEntry } from '../../core/audit.ts';
import { FolderStorage } from '../../core/files.ts';
import type { StoreSettings } from '../../core/settings.ts';
import { uuidV7 } from '../../core/uuid-v7.ts';
import { eraseOrganization } from './erase-organization.ts';

export interface OperatorDeletion extends OrganizationState {
  /** Documents that were erased; null where the organization is only marked, and goes by the nightly purge. */
  erasedDocuments: number | null;
}

/** In place of a request. */
const byCommand = (at: Date) => ({ requestId: uuidV7(at), origin: { ip: null, userAgent: 'songtrackpro admin' } });

/**
 * The operator's deletion of an organization, by slug or id: marked as its owner's own would be, or with `now` removed
 * for good from both stores, the files and the archive. Null where there is none.
 */
export async function deleteByOperator(
  stores: StoreSettings,
  slugOrId: string,
  { now, at }: { now: boolean; at: Date },
): Promise<OperatorDeletion | null> {
  const postgres = await openPostgres(stores.urls, { poolSize: 1 });
  const documents = await openDocuments(stores.mongodbUri, { retention: stores.retention ?? {} });
  try {
    const found = await findAnyOrganization(postgres, slugOrId);
    if (!found) return null;
    const { id } = found;
    if (!found.isDeleted) {
      await withTenant(postgres, { organizationId: id }, async (tx) => {
        await markOrganization(tx, id);
        const { slug, name } = found;
        const change = { resource: { kind: 'organization', id }, before: { slug, name }, after: null };
        const call = { action: 'organizations.delete', at };
        await insertOutbox(tx, id, [auditEntry(byCommand(at), { kind: 'system' }, call, change)]);
      });
    }
    if (!now) return { ...found, erasedDocuments: null };
    const { archive, invoices } = stores;
    const outside = { postgres, documents, files: new FolderStorage(join(stores.filesDir)), archive, invoices };
    let erasedDocuments = 0;
    await purgeOrganization(postgres, id, async () => {
      erasedDocuments += await eraseOrganization(outside, id);
    });
    // What was on its way while the rows went; whatever comes later is swept by the nightly purge.
    erasedDocuments += await eraseOrganization(outside, id);
    return { ...found, erasedDocuments };
  } finally {
    await Promise.all([postgres.close(), documents.close()]);
  }
}
