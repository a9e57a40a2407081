import type { Document, Filter } from 'mongodb';
import { fromExtendedJson, isSameDocument, toExtendedJson } from '../core/extended-json.ts';
import { TenantCollection, type TenantDocument } from '../core/gateway.ts';
import type { DocumentDatabase } from '../core/mongo.ts';
import type { ArchivedCollection } from './archived-collections.ts';

const pageSize = 500;

type Archived = TenantDocument & Document;

const parse = (line: string) => fromExtendedJson(line) as Archived;

/** As text: values that BSON has a class for are equal by what they hold. */
const markOf = (document: Document, field: string) => toExtendedJson(document[field]);

/**
 * Removes documents that an archive holds, given by the lines that were read back from it, if they are due and as they were
 * when they were archived. One that was changed since stays, and so does one that came back. This is the only way for a
 * document to expire where documents are archived. Answers how many went; may be repeated.
 */
export async function removeArchived(
  db: DocumentDatabase,
  organizationId: string,
  collection: ArchivedCollection,
  { lines, due }: { lines: readonly string[]; due: Date },
): Promise<number> {
  const own = new TenantCollection<Archived>(db, collection, organizationId);
  const asStored = new TenantCollection<Archived>(db, collection, organizationId, { exact: true });
  const { changedBy = '_id', expiry } = collection;
  let removed = 0;
  for (let start = 0; start < lines.length; start += pageSize) {
    const archived = lines.slice(start, start + pageSize).map(parse);
    const live = await asStored.find({ _id: { $in: archived.map(({ _id }) => _id) } });
    const byId = new Map(live.map((document) => [document._id.toString(), document]));
    const same = archived.filter((document) => {
      const found = byId.get(document._id.toString());
      return found !== undefined && isSameDocument(found, document);
    });
    // What was changed between the look and the removal no longer has the mark that it had.
    const groups = Map.groupBy(same, (document) => (changedBy === '_id' ? '' : markOf(document, changedBy)));
    for (const group of groups.values()) {
      const filter: Filter<Archived> = {
        _id: { $in: group.map(({ _id }) => _id) },
        [expiry.field]: { $lt: due },
        ...(changedBy !== '_id' && { [changedBy]: group[0]?.[changedBy] }),
      };
      removed += await own.remove(filter);
    }
  }
  return removed;
}
