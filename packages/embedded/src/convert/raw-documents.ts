import { createRequire } from 'node:module';
import type { Db, Document } from 'mongodb';
import { EmbeddedStoreError } from '../errors.ts';

/** Documents as they lie in a message, one after another. */
interface Sequence {
  push(document: unknown, bytes: Uint8Array): number;
}

// The driver reads BSON as bytes on request, but writes only what it encodes itself, and a decoded document isn't always
// encoded to the same bytes (fields named by numbers, repeated fields, deprecated types). Its own section for bytes that
// are encoded already isn't part of its public interface; the conversion's tests are the guard when it is updated.
const { DocumentSequence }: { DocumentSequence: new (field: string) => Sequence } = createRequire(import.meta.url)(
  'mongodb/lib/cmap/commands.js',
);

const BATCH_DOCUMENTS = 1000;
const BATCH_BYTES = 8 * 1024 * 1024;

/** Reads a collection's documents as BSON, in the order in which they are stored. */
export async function* readBatches(db: Db, name: string): AsyncGenerator<Uint8Array[]> {
  let batch: Uint8Array[] = [];
  let bytes = 0;
  for await (const document of db.collection(name).find({}, { raw: true, batchSize: BATCH_DOCUMENTS })) {
    if (!(document instanceof Uint8Array)) throw new Error('the driver decoded what was to stay bytes');
    batch.push(document);
    bytes += document.length;
    if (batch.length < BATCH_DOCUMENTS && bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

/** Inserts BSON as it is. Documents that a later validator would refuse are kept, as they are in the source. */
export async function insertBatch(db: Db, name: string, batch: readonly Uint8Array[]): Promise<void> {
  const documents = new DocumentSequence('documents');
  for (const document of batch) documents.push(undefined, document);
  const reply = await db.command({
    insert: name,
    documents,
    ordered: true,
    bypassDocumentValidation: true,
    writeConcern: { w: 'majority', j: true },
  });
  const [failure] = failuresIn(reply);
  if (failure === undefined && reply.n === batch.length) return;
  throw new EmbeddedStoreError(
    'conversion_failed',
    `${name}: the target took ${String(reply.n)} of ${batch.length} documents${failure ? `: ${String(failure.errmsg)}` : ''}.`,
  );
}

const failuresIn = ({ writeErrors, writeConcernError }: Document): Document[] =>
  [writeErrors, writeConcernError].flat().filter((failure) => failure !== undefined);
