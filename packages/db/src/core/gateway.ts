import {
  type AnyBulkWriteOperation,
  type BulkWriteResult,
  type Document,
  type Filter,
  MongoBulkWriteError,
  type Collection as NativeCollection,
  type OptionalId,
  type UpdateFilter,
  type UUID,
  type WithId,
} from 'mongodb';
import type { Collection } from './collection.ts';
import { expiredUntil } from './collection-retention.ts';
import type { DocumentOf, Fields } from './document-fields.ts';
import { checkFilter, checkPipeline, checkUpdate, GatewayError, refuseScripts } from './gateway-rules.ts';
import { type DocumentDatabase, longestReadMs, nativeOf, toUuid } from './mongo.ts';
import { observed } from './observed.ts';

export interface TenantDocument {
  _id: UUID;
  organizationId: UUID;
}

export type TenantWrite<T> =
  | { insert: T }
  | { filter: Filter<T>; update: UpdateFilter<T> | Document[]; upsert?: boolean };

export interface TenantRead {
  projection?: Document;
  sort?: Record<string, 1 | -1>;
  limit?: number;
  skip?: number;
}

const duplicateKey = 11000;

/**
 * A collection as one organization sees it: the only way in. Filters get the organization by `$and`, so that no
 * operator in them can widen it; pipelines begin with it and may use only stages that stay with what went in; inserts
 * are refused unless they carry it; updates cannot touch it. The native collection is used because mongoose's hooks
 * can be switched off for a call.
 */
export class TenantCollection<T extends TenantDocument> {
  readonly #native: NativeCollection<T>;
  readonly #organizationId: UUID;
  readonly #expiredUntil: (now: Date) => Date | null;

  /** With `exact` values are read as the BSON types that are stored, also those that JavaScript has no type for. */
  constructor(database: DocumentDatabase, collection: Collection, organizationId: string, { exact = false } = {}) {
    // Integers of 64 bits stay what they are: as numbers they would lose their type on the way back.
    const reading = { promoteLongs: false, promoteValues: !exact };
    this.#native = nativeOf(database).collection<T>(collection.name, reading);
    this.#organizationId = toUuid(organizationId);
    this.#expiredUntil = (now) => expiredUntil(collection, database.retention, now);
  }

  /** Documents stored or received before this instant have expired; null where nothing ever does. */
  expiredUntil(now: Date): Date | null {
    return this.#expiredUntil(now);
  }

  #call<Output>(operation: string, work: () => Promise<Output>): Promise<Output> {
    return observed({ store: 'documents', operation, target: this.#native.collectionName }, work);
  }

  #scoped(filter: Filter<T>): Filter<T> {
    checkFilter(filter);
    const own = { organizationId: this.#organizationId } as Filter<T>;
    return { $and: [own, filter] } as Filter<T>;
  }

  async find(filter: Filter<T>, read: TenantRead = {}): Promise<WithId<T>[]> {
    refuseScripts(read);
    const { projection, sort = {}, limit = 0, skip = 0 } = read;
    const cursor = this.#native.find(this.#scoped(filter), { sort, limit, skip, maxTimeMS: longestReadMs });
    return this.#call('find', () => (projection ? cursor.project<WithId<T>>(projection) : cursor).toArray());
  }

  /** Distinct values of a field, for example the subjects that have any fact. */
  async distinct(field: string, filter: Filter<T>): Promise<unknown[]> {
    const own = this.#scoped(filter);
    return this.#call('distinct', () => this.#native.distinct(field, own, { maxTimeMS: longestReadMs }));
  }

  async aggregate<Row extends Document>(pipeline: readonly Document[]): Promise<Row[]> {
    checkPipeline(pipeline);
    const own = { $match: { organizationId: this.#organizationId } };
    const cursor = this.#native.aggregate<Row>([own, ...pipeline], { maxTimeMS: longestReadMs });
    return this.#call('aggregate', () => cursor.toArray());
  }

  /**
   * Writes in any order and answers how many took effect: an insert whose `_id` exists already and an update whose
   * filter no longer matches count as not applied, so that the caller reads again and repeats. Two upserts that meet
   * both take effect, one after the other.
   */
  async write(writes: readonly TenantWrite<T>[]): Promise<{ applied: number }> {
    const operations = writes.map((write) => this.#operation(write));
    if (operations.length === 0) return { applied: 0 };
    try {
      const done = this.#call('write', () => this.#native.bulkWrite(operations, { ordered: false }));
      return { applied: appliedIn(await done) };
    } catch (error) {
      if (!(error instanceof MongoBulkWriteError)) throw error;
      const faults = [error.writeErrors].flat();
      if (faults.length === 0 || faults.some(({ code }) => code !== duplicateKey)) throw error;
      const overtaken = faults.flatMap(({ index }) => writes[index] ?? []).filter((write) => 'filter' in write);
      const { applied } = await this.write(overtaken);
      return { applied: applied + appliedIn(error.result) };
    }
  }

  #operation(write: TenantWrite<T>): AnyBulkWriteOperation<T> {
    if ('insert' in write) {
      if (!this.#organizationId.equals(write.insert.organizationId)) {
        throw new GatewayError('a document of another organization was to be inserted');
      }
      return { insertOne: { document: write.insert as OptionalId<T> } };
    }
    const { filter, update, upsert = false } = write;
    checkUpdate(update);
    return { updateOne: { filter: this.#scoped(filter), update, upsert } };
  }

  /** Deletes what matches and answers how many documents that were. */
  async remove(filter: Filter<T>): Promise<number> {
    const own = this.#scoped(filter);
    const { deletedCount } = await this.#call('remove', () => this.#native.deleteMany(own));
    return deletedCount;
  }
}

/** The way in: a collection, bound to an organization. */
export function tenantCollection<F extends Fields>(
  database: DocumentDatabase,
  collection: Collection<F>,
  organizationId: string,
): TenantCollection<DocumentOf<F> & TenantDocument> {
  return new TenantCollection(database, collection, organizationId);
}

const appliedIn = ({ insertedCount, modifiedCount, upsertedCount }: BulkWriteResult): number =>
  insertedCount + modifiedCount + upsertedCount;
