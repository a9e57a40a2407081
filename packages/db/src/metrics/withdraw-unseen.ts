import type { MetricSource } from '@songtrackpro/contracts';
import type { Filter } from 'mongodb';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid } from '../core/mongo.ts';
import { LiveNote } from '../live/live-marks.ts';
import { collectionOf, type LedgerDocument, ledgerOf } from './documents.ts';
import { append } from './ledger.ts';
import { breakdownKeyOf, type LedgerKey, ledgerId } from './ledger-key.ts';
import type { FactVersion } from './ledger-version.ts';

/** A stretch of days of one kind of subject of an ad account, broken down in one way, that was read whole. */
export interface ReadStretch {
  accountId: string;
  kind: 'adAccount' | 'campaign' | 'adSet' | 'ad';
  /** Campaigns whose parts it holds; of an ad account none. */
  campaignIds: readonly string[];
  breakdowns: readonly string[];
  source: MetricSource;
  from: string;
  to: string;
}

const pageSize = 500;

/**
 * Takes back the facts of a stretch that its source no longer states: a day whose clicks turned out to be invalid has no
 * row any more. Answers how many that were.
 */
export async function withdrawUnseen(
  db: DocumentDatabase,
  organizationId: string,
  stretch: ReadStretch,
  seen: readonly LedgerKey[],
  statement: FactVersion,
): Promise<number> {
  const { accountId, kind, campaignIds, breakdowns, source, from, to } = stretch;
  const key = breakdowns.length === 0 ? '' : breakdownKeyOf(Object.fromEntries(breakdowns.map((name) => [name, ''])));
  const ledger = collectionOf(kind, key, source);
  const collection = tenantCollection(db, ledgerOf(ledger), organizationId);
  const subjects: Filter<LedgerDocument> =
    kind === 'adAccount' ? { 'subject.id': toUuid(accountId) } : { campaignId: { $in: campaignIds.map(toUuid) } };
  const filter: Filter<LedgerDocument> = {
    ...subjects,
    'subject.kind': kind,
    granularity: 'day',
    date: { $gte: from, $lte: to },
    source,
    ...(key === '' && { breakdownKey: '' }),
    current: { $ne: null },
  };
  const stated = await collection.find(filter, { projection: { _id: 1, breakdown: 1 } });
  const known = new Set(seen.map((one) => ledgerId(organizationId, one)));
  const wanted = JSON.stringify(breakdowns.toSorted());
  const gone = stated.filter(
    ({ _id, breakdown }) => !known.has(_id.toString()) && JSON.stringify(Object.keys(breakdown).toSorted()) === wanted,
  );
  let withdrawn = 0;
  for (let start = 0; start < gone.length; start += pageSize) {
    const ids = gone.slice(start, start + pageSize).map(({ _id }) => _id);
    const documents = await collection.find({ _id: { $in: ids } });
    const version = { ...statement, zone: null, currency: null };
    // One that another writer changed meanwhile is looked at again by the next sync.
    const writes = documents.flatMap((document) => {
      const write = append(document, [version]);
      return write ? [{ write, noted: { id: document._id, versions: document.versions.length } }] : [];
    });
    const note = new LiveNote(db, { organizationId, ledger, by: null });
    await note.before(writes.map(({ noted }) => noted));
    withdrawn += (await collection.write(writes.map(({ write }) => write))).applied;
    await note.done();
  }
  return withdrawn;
}
