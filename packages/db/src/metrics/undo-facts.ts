import type { Filter } from 'mongodb';
import { type TenantCollection, tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid } from '../core/mongo.ts';
import { LiveNote } from '../live/live-marks.ts';
import { type LedgerDocument, ledgerNames, ledgerOf } from './documents.ts';
import { append } from './ledger.ts';
import type { LedgerVersion } from './ledger-version.ts';
import { fromVersionDocument } from './version-documents.ts';

const pageSize = 500;

interface Undo {
  importId: string;
  fileName: string;
  /** The key or person that undoes it. */
  by: string | null;
  recordedAt: Date;
  /** Asked between pages; true ends the work early, and a repetition goes on. */
  stopped: () => boolean;
}

function undoneVersion({ importId, fileName, by, recordedAt }: Undo, document: LedgerDocument): LedgerVersion {
  const said = document.versions.map(fromVersionDocument).find(({ origin }) => origin.importId === importId);
  return {
    recordedAt,
    observedAt: said?.observedAt ?? recordedAt,
    state: 'undone',
    zone: null,
    currency: null,
    values: {},
    reasons: {},
    labels: {},
    rows: 0,
    origin: { importId, fileName, by },
  };
}

/** Takes back one page; answers the id behind which the next one begins, or null after the last. */
async function undoPage(
  note: LiveNote,
  collection: TenantCollection<LedgerDocument>,
  undo: Undo,
  after: LedgerDocument['_id'] | null,
): Promise<{ changed: number; next: LedgerDocument['_id'] | null }> {
  const filter: Filter<LedgerDocument> = {
    'versions.origin.importId': toUuid(undo.importId),
    ...(after && { _id: { $gt: after } }),
  };
  for (let changed = 0; ; ) {
    const page = await collection.find(filter, { sort: { _id: 1 }, limit: pageSize });
    const changes = page.flatMap((document) => {
      const write = append(document, [undoneVersion(undo, document)]);
      return write ? [{ write, noted: { id: document._id, versions: document.versions.length } }] : [];
    });
    await note.before(changes.map(({ noted }) => noted));
    const writes = changes.map(({ write }) => write);
    const { applied } = await collection.write(writes);
    changed += applied;
    // A write that met another writer is computed again from what that one left.
    if (applied < writes.length) continue;
    await note.done();
    return { changed, next: page.length < pageSize ? null : (page.at(-1)?._id ?? null) };
  }
}

/**
 * Takes back everything that an import said, in one atomic append for each fact: from `recordedAt` on each fact is what
 * the other statements make of it, and any earlier moment still answers as it did. Answers how many facts changed, or
 * null where it was stopped; repeating it goes on and changes nothing twice.
 */
export async function undoFacts(db: DocumentDatabase, organizationId: string, undo: Undo): Promise<number | null> {
  let changed = 0;
  for (const name of ledgerNames) {
    const collection = tenantCollection(db, ledgerOf(name), organizationId);
    let after: LedgerDocument['_id'] | null = null;
    do {
      if (undo.stopped()) return null;
      const page = await undoPage(
        new LiveNote(db, { organizationId, ledger: name, by: null }),
        collection,
        undo,
        after,
      );
      changed += page.changed;
      after = page.next;
    } while (after !== null);
  }
  return changed;
}
