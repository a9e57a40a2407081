import type { Document, Filter } from 'mongodb';
import { asRead, fromExtendedJson } from '../core/extended-json.ts';
import { TenantCollection, type TenantDocument } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid } from '../core/mongo.ts';
import { type LedgerCollection, type LedgerDocument, ledgerNames, ledgerOf } from '../metrics/documents.ts';
import { append } from '../metrics/ledger.ts';
import { markSubjects } from '../metrics/ledger-subjects.ts';
import { fromVersionDocument } from '../metrics/version-documents.ts';
import type { ArchivedCollection } from './archived-collections.ts';

type Archived = TenantDocument & Document;

const pageSize = 200;
/** Far more than there are writers of one organization at a time. */
const mostRounds = 100;

export interface Restored {
  /** Documents that are there again. */
  restored: number;
  /** Facts that had been stated anew, and have their earlier history again. */
  united: number;
  /** Documents that were there, as they are. */
  present: number;
}

const isLedger = (name: string): name is LedgerCollection => ledgerNames.some((ledger) => ledger === name);

/** Gives facts that are there the versions that they lack; the order of versions makes no difference to what holds. */
async function unite(
  db: DocumentDatabase,
  organizationId: string,
  name: LedgerCollection,
  archived: readonly LedgerDocument[],
): Promise<number> {
  const facts = new TenantCollection<LedgerDocument>(db, ledgerOf(name), organizationId);
  let united = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    const found = await facts.find({ _id: { $in: archived.map(({ _id }) => _id) } });
    const byId = new Map(found.map((document) => [document._id.toString(), document]));
    const writes = archived.flatMap((document) => {
      const existing = byId.get(document._id.toString());
      return (existing && append(existing, document.versions.map(fromVersionDocument))) ?? [];
    });
    const { applied } = await facts.write(writes);
    united += applied;
    if (applied === writes.length) return united;
  }
  throw new Error(`Facts could not be restored: other writers came first ${mostRounds} times in a row.`);
}

async function noteSubjects(
  db: DocumentDatabase,
  organizationId: string,
  name: LedgerCollection,
  archived: readonly LedgerDocument[],
): Promise<void> {
  const stated = archived.map((document) => {
    const { subject, granularity, date, periodEnd, source, breakdown, attribution } = document;
    const { kind, id } = subject;
    const key = { subject: { kind, id: id.toString() }, granularity, date, periodEnd, source, breakdown, attribution };
    return { fact: { key }, versions: document.versions.map(fromVersionDocument) };
  });
  await markSubjects(db, organizationId, name, stated);
}

/** What is there is kept anew, as what came back is: a month is either back as a whole or not. */
async function renew(
  own: TenantCollection<Archived>,
  field: string,
  archived: readonly Archived[],
  now: Date,
): Promise<void> {
  const update = { $set: { [field]: now } };
  await own.write(archived.map(({ _id }) => ({ filter: { _id, [field]: { $lt: now } } as Filter<Archived>, update })));
}

/**
 * Brings documents back from the lines of an archive. What they expire by becomes `now`, so they are kept as long as new
 * ones; everything else is as it was. A document that is there is kept as long, and stays as it is; only a fact gets the
 * versions that it lacks. May be repeated.
 */
export async function restoreDocuments(
  db: DocumentDatabase,
  organizationId: string,
  collection: ArchivedCollection,
  { lines, now }: { lines: readonly string[]; now: Date },
): Promise<Restored> {
  const own = new TenantCollection<Archived>(db, collection, organizationId);
  const { name, expiry } = collection;
  const sum: Restored = { restored: 0, united: 0, present: 0 };
  for (let start = 0; start < lines.length; start += pageSize) {
    const archived = lines.slice(start, start + pageSize).map((line) => fromExtendedJson(line) as Archived);
    if (archived.some((document) => !toUuid(organizationId).equals(document.organizationId))) {
      throw new Error('an archive file holds a document of another organization');
    }
    const facts = isLedger(name) ? archived.map((document) => asRead(document) as LedgerDocument) : [];
    if (isLedger(name)) await noteSubjects(db, organizationId, name, facts);
    const { applied } = await own.write(archived.map((document) => ({ insert: { ...document, [expiry.field]: now } })));
    if (applied < archived.length) await renew(own, expiry.field, archived, now);
    const united = isLedger(name) ? await unite(db, organizationId, name, facts) : 0;
    sum.restored += applied;
    sum.united += united;
    sum.present += archived.length - applied - united;
  }
  return sum;
}
