import { CommandError } from '../errors.ts';
import { type Doc, encode, isPlainObject } from '../query/values.ts';
import type { Collection } from '../storage/collection.ts';
import { admitDocument } from '../storage/read-fields.ts';
import { collectionName, flag, wantsJournal } from './arguments.ts';
import type { Command, CommandContext } from './context.ts';

/** MongoDB's limit of statements in one command. */
export const MAX_BATCH = 100_000;

const insert: Command = async (context) => {
  const { body, db, server } = context;
  const name = collectionName(context);
  const documents = rawDocuments(context);
  checkBatch('insert', documents.length);
  const ordered = flag(body, 'ordered', true);
  const bypass = flag(body, 'bypassDocumentValidation', false);
  const writeErrors: Doc[] = [];
  const n = server.store.write(() => {
    const collection = server.store.catalog.need(db, name);
    const whole = admitAll(documents, collection, bypass);
    if (whole && collection.insertAll(whole)) return whole.length;
    let inserted = 0;
    for (let i = 0; i < documents.length; i++) {
      try {
        const bytes = admitDocument(documents[i] as Buffer);
        collection.validate(bytes, bypass);
        collection.insert(bytes);
        inserted += 1;
      } catch (cause) {
        if (!(cause instanceof CommandError)) throw cause;
        writeErrors.push(cause.toWriteError(i));
        if (ordered) break;
      }
    }
    return inserted;
  });
  if (wantsJournal(body)) await server.store.journal();
  return { n, ...(writeErrors.length > 0 ? { writeErrors } : {}), ok: 1 };
};

/** Every document admitted and valid; null as soon as one is not, or where one by one is as good. */
function admitAll(documents: readonly Buffer[], collection: Collection, bypass: boolean): Buffer[] | null {
  if (documents.length < 4) return null;
  try {
    return documents.map((document) => {
      const bytes = admitDocument(document);
      collection.validate(bytes, bypass);
      return bytes;
    });
  } catch (cause) {
    if (cause instanceof CommandError) return null;
    throw cause;
  }
}

/** The documents as bytes: a sequence's are taken as they came, those in the body are encoded again. */
function rawDocuments({ body, request }: CommandContext): Buffer[] {
  const sequence = request.sequences.get('documents');
  if (sequence) return sequence;
  const documents = body.documents;
  if (!Array.isArray(documents))
    throw new CommandError('MissingField', "BSON field 'insert.documents' is missing but a required field");
  return documents.map((document) => {
    if (!isPlainObject(document))
      throw new CommandError('TypeMismatch', "BSON field 'insert.documents' holds something that is no document");
    return Buffer.from(encode(document));
  });
}

export function checkBatch(command: string, size: number): void {
  if (size >= 1 && size <= MAX_BATCH) return;
  throw new CommandError(
    'InvalidLength',
    `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${size} operations in ${command}.`,
  );
}

export const insertCommands = { insert };
