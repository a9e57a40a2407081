import { type DocumentOf, type Fields, nullable, uuid } from './document-fields.ts';

export const collectionNames = [
  'campaign_metrics',
  'meta_ad_metrics',
  'spotify_metrics',
  'sales_metrics',
  'activity_events',
  'streaming_events',
  'system_events',
  'campaign_reports',
  'api_usage',
  'event_rollups',
] as const;
export type CollectionName = (typeof collectionNames)[number];

export type IndexKeys = Readonly<Record<string, 1 | -1>>;

/** Everything that is known of a collection; types, validators, indexes and documentation are made from it. */
export interface Collection<F extends Fields = Fields> {
  readonly name: string;
  readonly fields: F;
  /** In addition to the one that expires documents. */
  readonly indexes: readonly IndexKeys[];
  /** Documents go so many days after the instant in `field`: when we first stored or received them. */
  readonly expiry: { readonly field: 'createdAt' | 'receivedAt'; readonly days: number } | null;
  /** A field that each update changes; left out where documents are never updated. */
  readonly changedBy?: 'revision' | 'updatedAt' | 'requests';
  /** For a sharded cluster, with what speaks for it. */
  readonly shardKey: { readonly keys: Readonly<Record<string, 1 | 'hashed'>>; readonly reason: string };
}

export const defineCollection = <const F extends Fields>(collection: Collection<F>): Collection<F> => collection;

export type DocumentIn<C> = C extends Collection<infer F> ? DocumentOf<F> : never;

/** What every document has: whose it is, and the entities in PostgreSQL that it is about, null where there is none. */
export const linkFields = {
  _id: uuid,
  organizationId: uuid,
  campaignId: nullable(uuid),
  trackId: nullable(uuid),
  userId: nullable(uuid),
  /** The ad account. */
  accountId: nullable(uuid),
} as const;

export const oneYear = 365;
export const twoYears = 2 * oneYear;
