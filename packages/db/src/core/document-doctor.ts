import type { Db } from 'mongodb';
import type { Collection } from './collection.ts';
import { indexesOf } from './collection-indexes.ts';
import { collections } from './collection-list.ts';
import { expiredUntil, type Retention } from './collection-retention.ts';
import type { DocumentChange } from './document-changes.ts';
import { findDuplicates, findUnused, type LiveIndex } from './document-index-use.ts';
import { planDocuments } from './document-migration.ts';
import { type DocumentDatabase, nativeOf } from './mongo.ts';

/** One thing that a check found: what is wrong and what to do, or that it is well. */
export interface Finding {
  /** For programs, for example `missing_index`. */
  code: string;
  severity: 'ok' | 'warning' | 'fault';
  /** What it is about, for example `campaign_metrics`. */
  subject: string;
  message: string;
}

const kinds: Record<DocumentChange['change'], { code: string; severity: Finding['severity'] }> = {
  create_collection: { code: 'missing_collection', severity: 'fault' },
  change_validator: { code: 'outdated_validator', severity: 'fault' },
  create_index: { code: 'missing_index', severity: 'warning' },
  change_expiry: { code: 'wrong_expiry', severity: 'warning' },
  drop_index: { code: 'obsolete_index', severity: 'warning' },
};

const dayMs = 24 * 3600 * 1000;
/** MongoDB's monitor runs every minute; a backlog that outlasts this is one that it doesn't get through. */
const tolerableLagMs = 3600 * 1000;
/** The archive job runs every day, and one run may fail. */
const tolerableArchiveLagMs = 2 * dayMs;
const growthDays = 30;

const toFinding = ({ collection, change, detail }: DocumentChange): Finding => ({
  ...kinds[change],
  subject: collection,
  message: `${detail}. Run \`songtrackpro migrate\`.`,
});

/** Looks over the document store: what a migration would change, how indexes are used, expiry, sizes and growth. */
export async function inspectDocuments(database: DocumentDatabase, now: Date): Promise<Finding[]> {
  const db = nativeOf(database);
  const planned = await planDocuments(database);
  const absent = new Set(planned.flatMap((change) => (change.change === 'create_collection' ? change.collection : [])));
  const findings = planned.map(toFinding);
  for (const collection of collections.filter(({ name }) => !absent.has(name))) {
    findings.push(...(await inspectIndexes(db, collection, database.retention, now)));
    findings.push(...(await inspectExpiry(db, collection, database.retention, now)));
    findings.push(await inspectSize(db, collection, now));
  }
  return findings;
}

async function inspectIndexes(db: Db, collection: Collection, retention: Retention, now: Date): Promise<Finding[]> {
  const { name } = collection;
  const live = await db
    .collection(name)
    .aggregate<LiveIndex>([{ $indexStats: {} }])
    .toArray();
  const defined = new Set(indexesOf(collection, retention).map((index) => index.name));
  const warn = (code: string, message: string): Finding => ({ code, severity: 'warning', subject: name, message });
  const expiring = retention.archives ? live.filter(({ spec }) => spec?.expireAfterSeconds !== undefined) : [];
  return [
    ...expiring.map(
      (index): Finding => ({
        code: 'expires_unarchived',
        severity: 'fault',
        subject: name,
        message: `${name}: index ${index.name} expires documents although they are to be archived first. Run \`songtrackpro migrate\`.`,
      }),
    ),
    ...findDuplicates(live).map(({ index, coveredBy }) =>
      warn('duplicate_index', `${name}: index ${index} costs writes and serves nothing that ${coveredBy} does not.`),
    ),
    ...findUnused(live, now).map(({ index, since }) =>
      warn('unused_index', `${name}: no query has used index ${index} since ${since.toISOString().slice(0, 10)}.`),
    ),
    ...live
      .filter((index) => index.name !== '_id_' && !defined.has(index.name))
      .map((index) =>
        warn('foreign_index', `${name}: index ${index.name} is not one of ours; drop it if nobody needs it.`),
      ),
  ];
}

async function inspectExpiry(db: Db, collection: Collection, retention: Retention, now: Date): Promise<Finding[]> {
  const { name, expiry } = collection;
  const until = expiredUntil(collection, retention, now);
  if (!expiry || !until) return [];
  const [oldest] = await db
    .collection(name)
    .find(
      { [expiry.field]: { $lt: until } },
      { projection: { [expiry.field]: 1 }, sort: { [expiry.field]: 1 }, limit: 1 },
    )
    .toArray();
  const stored: unknown = oldest?.[expiry.field];
  if (!(stored instanceof Date)) return [];
  const lagMs = until.getTime() - stored.getTime();
  if (lagMs <= (retention.archives ? tolerableArchiveLagMs : tolerableLagMs)) return [];
  const due = new Date(now.getTime() - lagMs).toISOString();
  const advice = retention.archives ? 'Run `songtrackpro archive run`.' : "Check that the store's TTL monitor runs.";
  const message = `${name}: documents that were to expire at ${due} are still there. ${advice}`;
  return [{ code: 'ttl_lag', severity: 'fault', subject: name, message }];
}

interface StorageStatistics {
  count: number;
  storageStats: { size: number; avgObjSize?: number; totalIndexSize: number };
}

async function inspectSize(db: Db, { name, expiry }: Collection, now: Date): Promise<Finding> {
  const stage = { $collStats: { storageStats: {} } };
  const [statistics] = await db.collection(name).aggregate<StorageStatistics>([stage]).toArray();
  const { size = 0, avgObjSize = 0, totalIndexSize = 0 } = statistics?.storageStats ?? {};
  const documents = await db.collection(name).estimatedDocumentCount();
  const since = new Date(now.getTime() - growthDays * dayMs);
  const recent = expiry ? await db.collection(name).countDocuments({ [expiry.field]: { $gte: since } }) : null;
  const grown =
    recent === null ? '' : `; ${recent} (${megabytes(recent * avgObjSize)}) came in the last ${growthDays} days`;
  const message = `${name}: ${documents} documents, ${megabytes(size)} and ${megabytes(totalIndexSize)} of indexes${grown}.`;
  return { code: 'size', severity: 'ok', subject: name, message };
}

const megabytes = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(1)} MB`;
