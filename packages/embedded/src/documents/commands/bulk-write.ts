import { CommandError } from '../errors.ts';
import { type Doc, decodeByCodec, encode, toNumber } from '../query/values.ts';
import type { Collection } from '../storage/collection.ts';
import { admitDocument } from '../storage/read-fields.ts';
import { flag, integerOf, objectOf, statements, wantsJournal } from './arguments.ts';
import type { Command } from './context.ts';
import { checkBatch } from './insert.ts';
import { letVariables } from './let-variables.ts';
import { deleteDocuments, updateDocuments } from './write-documents.ts';

interface Totals {
  nErrors: number;
  nInserted: number;
  nMatched: number;
  nModified: number;
  nUpserted: number;
  nDeleted: number;
}

/** MongoDB 8's bulkWrite over several collections: one command, one transaction, one result per operation. */
const bulkWrite: Command = async (context) => {
  const { body, server, db } = context;
  if (db !== 'admin') throw new CommandError('Unauthorized', 'bulkWrite may only be run against the admin database.');
  const operations = statements(context, 'ops');
  const namespaces = statements(context, 'nsInfo').map(({ ns }) => splitNamespace(ns));
  checkBatch('bulkWrite', operations.length);
  const [ordered, errorsOnly] = [flag(body, 'ordered', true), flag(body, 'errorsOnly', false)];
  const bypass = flag(body, 'bypassDocumentValidation', false);
  const variables = letVariables(objectOf(body, 'let'));
  const totals: Totals = { nErrors: 0, nInserted: 0, nMatched: 0, nModified: 0, nUpserted: 0, nDeleted: 0 };
  const results: Doc[] = [];

  const run = (operation: Doc, idx: number): Doc => {
    const [kind, index] = Object.entries(operation)[0] ?? [];
    const namespace = namespaces[toNumber(index)];
    if (!namespace) throw new CommandError('BadValue', `BulkWrite ops entry ${idx} has an invalid nsInfo index.`);
    const existing = (): Collection | undefined => server.store.catalog.find(...namespace);
    const now = server.now();
    if (kind === 'insert') {
      const bytes = admitDocument(Buffer.from(encode(objectOf(operation, 'document') ?? {})));
      const collection = server.store.catalog.need(...namespace);
      collection.validate(bytes, bypass);
      collection.insert(bytes);
      totals.nInserted += 1;
      return { ok: 1, idx, n: 1 };
    }
    const selection = {
      filter: objectOf(operation, 'filter') ?? {},
      sort: objectOf(operation, 'sort'),
      collation: objectOf(operation, 'collation'),
      hint: operation.hint,
      variables,
    };
    const multi = flag(operation, 'multi', false);
    if (kind === 'delete') {
      const collection = existing();
      const n = collection ? deleteDocuments(collection, selection, multi).n : 0;
      totals.nDeleted += n;
      return { ok: 1, idx, n };
    }
    if (kind !== 'update')
      throw new CommandError('FailedToParse', `BulkWrite ops entry ${idx} is neither insert, update nor delete`);
    const upsert = flag(operation, 'upsert', false);
    const collection = upsert ? server.store.catalog.need(...namespace) : existing();
    if (!collection) return { ok: 1, idx, n: 0, nModified: 0 };
    const { updateMods: update, arrayFilters } = operation;
    const outcome = updateDocuments(collection, { ...selection, update, multi, upsert, arrayFilters, now, bypass });
    totals.nMatched += outcome.matched;
    totals.nModified += outcome.modified;
    if (!('upserted' in outcome)) return { ok: 1, idx, n: outcome.matched, nModified: outcome.modified };
    totals.nUpserted += 1;
    return { ok: 1, idx, n: 1, nModified: 0, upserted: { _id: outcome.upserted } };
  };

  server.store.write(() => {
    for (let idx = 0; idx < operations.length; idx++) {
      try {
        const result = run(operations[idx] as Doc, idx);
        if (!errorsOnly) results.push(result);
      } catch (cause) {
        if (!(cause instanceof CommandError)) throw cause;
        totals.nErrors += 1;
        const { index: _, ...error } = cause.toWriteError(idx);
        results.push({ ok: 0, idx, n: 0, ...error });
        if (ordered) break;
      }
    }
  });
  if (wantsJournal(body)) await server.store.journal();
  const cursor = objectOf(body, 'cursor') ?? {};
  const namespace = 'admin.$cmd.bulkWrite';
  const opened = await server.cursors.open({
    namespace,
    documents: [results.map((result) => encode(result))],
    batchSize: integerOf(cursor, 'batchSize') ?? Number.POSITIVE_INFINITY,
  });
  const reply = { id: opened.id, firstBatch: opened.batch.map((bytes) => decodeByCodec(bytes)), ns: namespace };
  return { cursor: reply, ...totals, ok: 1 };
};

function splitNamespace(ns: unknown): [string, string] {
  const text = String(ns);
  const at = text.indexOf('.');
  if (typeof ns !== 'string' || at < 1)
    throw new CommandError('InvalidNamespace', `Invalid namespace specified for bulkWrite: '${text}'`);
  return [text.slice(0, at), text.slice(at + 1)];
}

export const bulkWriteCommands = { bulkWrite };
