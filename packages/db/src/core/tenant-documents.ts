import type { UUID } from 'mongodb';
import { collections } from './collection-list.ts';
import { toExtendedJson } from './extended-json.ts';
import { TenantCollection, type TenantDocument } from './gateway.ts';
import { type DocumentDatabase, toUuid } from './mongo.ts';

export interface TenantDocumentText {
  collection: string;
  /** Canonical Extended JSON (MongoDB specification), which keeps every type. */
  json: string;
}

const pageSize = 500;

/** Every document of one organization, collection by collection in the order of their ids, a page at a time in memory. */
export async function* readTenantDocuments(
  db: DocumentDatabase,
  organizationId: string,
): AsyncGenerator<TenantDocumentText, void, undefined> {
  for (const collection of collections) {
    // As they are stored: a number in a program would not know any more whether it was an integer.
    const own = new TenantCollection<TenantDocument>(db, collection, organizationId, { exact: true });
    let last: UUID | null = null;
    for (;;) {
      const page = await own.find(last ? { _id: { $gt: last } } : {}, { sort: { _id: 1 }, limit: pageSize });
      for (const document of page) {
        yield { collection: collection.name, json: toExtendedJson(document) };
      }
      last = page.at(-1)?._id ?? null;
      if (page.length < pageSize) break;
    }
  }
}

/** What goes for good: a whole organization, or one thing in it. */
export interface Erasure {
  organizationId: string;
  /** Null for everything. */
  of: { kind: 'artist' | 'track' | 'campaign' | 'apiKey'; id: string } | null;
}

type ErasedThing = NonNullable<Erasure['of']>['kind'];

/**
 * Where a document names the thing that it is about. A mere link is none of these: an ad's spend stays when the track
 * that it promoted goes.
 */
const pathsOf: Record<ErasedThing, Readonly<Record<string, readonly string[]>>> = {
  artist: { spotify_metrics: ['subject.id'], sales_metrics: ['subject.id'], ledger_subjects: ['subject.id'] },
  track: {
    spotify_metrics: ['subject.id'],
    sales_metrics: ['subject.id'],
    ledger_subjects: ['subject.id'],
    streaming_events: ['trackId'],
    event_rollups: ['trackId'],
  },
  campaign: {
    campaign_metrics: ['subject.id', 'campaignId'],
    meta_ad_metrics: ['subject.id', 'campaignId'],
    ledger_subjects: ['subject.id'],
    campaign_reports: ['campaignId'],
  },
  apiKey: { api_usage: ['apiKeyId'] },
};

/**
 * Erases the documents of an organization, or those about one thing in it. The audit of a thing stays; only the
 * organization takes it along. Answers how many documents went; may be repeated.
 */
export async function eraseTenantDocuments(db: DocumentDatabase, { organizationId, of }: Erasure): Promise<number> {
  let erased = 0;
  for (const collection of collections) {
    const paths = of && (pathsOf[of.kind][collection.name] ?? []);
    if (paths?.length === 0) continue;
    const own = new TenantCollection<TenantDocument>(db, collection, organizationId);
    erased += await own.remove(of && paths ? { $or: paths.map((path) => ({ [path]: toUuid(of.id) })) } : {});
  }
  return erased;
}
