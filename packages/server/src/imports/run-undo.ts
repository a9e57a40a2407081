import { type ImportRecord, queueOverlapping, undoFacts, updateImport, withTenant } from '@songtrackpro/db';
import type { Services } from '../core/context.ts';
import { ImportStopped } from './write-facts.ts';

/**
 * Takes an import's facts out of the ledger. Another import that said some of the same found them said already and left
 * them at that; it is queued again, so that what it said stands by itself.
 */
export async function runUndo(services: Services, record: ImportRecord, stopped: () => boolean): Promise<void> {
  const { organizationId, id, fileName, undoneAt, undoneBy } = record;
  const recordedAt = new Date(undoneAt ?? services.clock());
  const undo = { importId: id, fileName, by: undoneBy, recordedAt, stopped };
  const done = await undoFacts(services.documents.db, organizationId, undo);
  if (done === null) throw new ImportStopped('the process is stopping; the undo goes on at the next start');
  await withTenant(services.postgres, { organizationId }, async (tx) => {
    await queueOverlapping(tx, record);
    await updateImport(tx, id, { status: 'undone', finishedAt: services.clock().toISOString() });
  });
  services.wakeImports();
}
