import { MetricSource, SubjectKind } from '@songtrackpro/contracts';
import { type DocumentIn, defineCollection, linkFields, twoYears } from '../core/collection.ts';
import {
  calendarDate,
  decimal,
  either,
  instant,
  list,
  long,
  map,
  nullable,
  number,
  oneOf,
  record,
  text,
  uuid,
  whole,
} from '../core/document-fields.ts';

/** Names that our own code gives: metrics, breakdowns, labels. */
const name = '[A-Za-z][A-Za-z0-9_]{0,63}';
/** A cell of a file as it stands; the limit only keeps nonsense out. */
const cell = text(100_000);

/** A number as stored: counts as 64-bit integers, everything else exact decimal; null has a reason beside it. */
const storedNumber = nullable(either(long, decimal));

const versionFields = {
  recordedAt: instant,
  observedAt: instant,
  /** `undone` takes back what the same import said; like every other version it is only ever appended. */
  state: oneOf('provisional', 'final', 'withdrawn', 'undone'),
  zone: nullable(text(64)),
  currency: nullable(text(3, '[A-Z]{3}')),
  values: map(name, storedNumber),
  /** Why a value is null, by metric. */
  reasons: map(name, text(64)),
  /** Text columns of the source worth keeping, for example the result indicator. */
  labels: map(name, cell),
  /** Rows of the file that were summed into this version. */
  rows: whole(),
  /**
   * `importId` of a push is made from what was said, so that the same statement is one; of a sync from its pull. `by`: the key
   * or person that pushed or uploaded it, or undid the import; null where nobody did, as for a sync.
   */
  origin: record({
    kind: oneOf('import', 'push', 'sync'),
    importId: uuid,
    fileName: text(1000),
    by: nullable(uuid),
  }),
} as const;

/** One fact with its whole history; `_id` is derived from its ledger key, so repeating a write cannot double it. */
const ledgerFields = {
  ...linkFields,
  artistId: nullable(uuid),
  subject: record({ kind: oneOf(...SubjectKind.options), id: uuid }),
  granularity: oneOf('day', 'period'),
  date: calendarDate,
  periodEnd: nullable(calendarDate),
  source: oneOf(...MetricSource.options),
  breakdown: map(name, cell),
  /** Canonical text of `breakdown`, empty for none. */
  breakdownKey: text(200_000),
  attribution: nullable(cell),
  /** What holds now, null when it was withdrawn: the newest observation, with the metrics calculated from it. */
  current: nullable(record({ ...versionFields, calculated: map(name, number(-Number.MAX_VALUE, Number.MAX_VALUE)) })),
  versions: list(record(versionFields), 100_000),
  /** Grows with every write; guards the read-then-write of an append. */
  revision: whole(),
  /** When the fact was first stored; what expiry counts from. */
  createdAt: instant,
  /** When the newest version was recorded. */
  updatedAt: instant,
} as const;

/** Equality on all parts but the date: one series of one subject lies together, in order. */
const bySeries = { organizationId: 1, 'subject.id': 1, granularity: 1, breakdownKey: 1, date: 1 } as const;

/** What changed since a moment, in the order of the changes. */
const byChange = { organizationId: 1, updatedAt: 1, _id: 1 } as const;

/** What an undo walks along. */
const byImport = { organizationId: 1, 'versions.origin.importId': 1, _id: 1 } as const;

const ledgerShards = {
  keys: bySeries,
  reason:
    'A series is read whole from one shard; parts of the ledger key never change, so a fact has one home and its _id stays unique; many organizations are imported at once, so no shard gets all of today.',
} as const;

/** What a fact expires by is when we first stored it, never its own date: an import of old days must stay. */
const expiry = { field: 'createdAt', days: twoYears } as const;

const ledgerCollections = ['campaign_metrics', 'meta_ad_metrics', 'spotify_metrics', 'sales_metrics'] as const;

function defineLedger<Name extends (typeof ledgerCollections)[number]>(name: Name, link: 'campaignId' | 'trackId') {
  const byLink = { organizationId: 1, [link]: 1, date: 1 } as const;
  const indexes = [bySeries, byLink, byChange, byImport];
  return defineCollection({
    name,
    fields: ledgerFields,
    indexes,
    expiry,
    changedBy: 'revision',
    shardKey: ledgerShards,
  });
}

export const campaignMetrics = defineLedger('campaign_metrics', 'campaignId');
export const metaAdMetrics = defineLedger('meta_ad_metrics', 'campaignId');
export const spotifyMetrics = defineLedger('spotify_metrics', 'trackId');
/** What distributors report: by track, store, country and month. */
export const salesMetrics = defineLedger('sales_metrics', 'trackId');

export type LedgerDocument = DocumentIn<typeof campaignMetrics>;
export type VersionDocument = LedgerDocument['versions'][number];
export type CurrentDocument = NonNullable<LedgerDocument['current']>;
export type StoredNumber = VersionDocument['values'][string];

/**
 * Which subjects have facts, and since when. It outlives the facts, so that a reader can tell "expired" from "never
 * stated"; it answers which subjects there are without a walk over their facts.
 */
export const ledgerSubjects = defineCollection({
  name: 'ledger_subjects',
  fields: {
    _id: uuid,
    organizationId: uuid,
    ledger: oneOf(...ledgerCollections),
    subject: record({ kind: oneOf(...SubjectKind.options), id: uuid }),
    granularity: oneOf('day', 'period'),
    firstRecordedAt: instant,
  },
  indexes: [{ organizationId: 1, ledger: 1, granularity: 1 }],
  expiry: null,
  shardKey: { keys: { organizationId: 1, _id: 1 }, reason: 'Small; lies with its organization.' },
});
export type LedgerSubjectDocument = DocumentIn<typeof ledgerSubjects>;

const ledgers = {
  campaign_metrics: campaignMetrics,
  meta_ad_metrics: metaAdMetrics,
  spotify_metrics: spotifyMetrics,
  sales_metrics: salesMetrics,
};
export type LedgerCollection = keyof typeof ledgers;

export const ledgerNames = Object.keys(ledgers) as readonly LedgerCollection[];
export const ledgerOf = (name: LedgerCollection) => ledgers[name];

/** Sources whose facts about artists and tracks are what Spotify itself says. */
const ofSpotify: readonly LedgerDocument['source'][] = ['spotify_for_artists', 'spotify_charts'];

/**
 * Where a fact lies: Spotify's own numbers, what others say of tracks and artists (above all sales), ad totals of campaigns
 * and accounts, and the finer levels of ads.
 */
export function collectionOf(
  kind: LedgerDocument['subject']['kind'],
  breakdownKey: string,
  source: LedgerDocument['source'],
): LedgerCollection {
  if (kind === 'artist' || kind === 'track') return ofSpotify.includes(source) ? 'spotify_metrics' : 'sales_metrics';
  return (kind === 'campaign' || kind === 'adAccount') && breakdownKey === '' ? 'campaign_metrics' : 'meta_ad_metrics';
}

/** Where facts of a kind can lie: of one source, or of any. */
export function collectionsOf(
  kind: LedgerDocument['subject']['kind'],
  breakdownKey: string,
  source?: LedgerDocument['source'],
): LedgerCollection[] {
  if (source !== undefined) return [collectionOf(kind, breakdownKey, source)];
  if (kind === 'artist' || kind === 'track') return ['spotify_metrics', 'sales_metrics'];
  return [collectionOf(kind, breakdownKey, 'meta_ads_manager')];
}
