import { setImmediate } from 'node:timers/promises';
import { CommandError } from '../errors.ts';
import { compileExpression } from '../expressions/compile.ts';
import { type Environment, type Flow, PAUSE } from '../pipeline/stage.ts';
import { evaluation } from '../query/evaluation.ts';
import { type Doc, encode, isPlainObject } from '../query/values.ts';
import type { Collection } from '../storage/collection.ts';
import { admitDocument } from '../storage/read-fields.ts';
import { flag, wantsJournal } from './arguments.ts';
import type { CommandContext } from './context.ts';
import { select } from './select.ts';
import { updateDocuments } from './write-documents.ts';

/** Runs $out or $merge: computes everything first, then writes it in one transaction. Gives no documents. */
export async function writeResults(
  context: CommandContext,
  [name, argument]: [string, unknown],
  flow: Flow,
  environment: Environment,
): Promise<Doc[]> {
  const write = name === '$out' ? planOut(context, argument) : planMerge(context, argument, environment);
  const docs: Doc[] = [];
  for (const item of flow) {
    if (item === PAUSE) await setImmediate();
    else docs.push(item);
  }
  context.server.store.write(() => write(docs));
  if (wantsJournal(context.body)) await context.server.store.journal();
  return [];
}

function planOut({ server, db, body }: CommandContext, argument: unknown): (docs: Doc[]) => void {
  const [toDb, name] = target('$out', argument, db);
  const bypass = flag(body, 'bypassDocumentValidation', false);
  return (docs) => {
    const collection = server.store.catalog.need(toDb, name);
    collection.clear();
    for (const doc of docs) insert(collection, doc, bypass);
  };
}

function planMerge(context: CommandContext, argument: unknown, environment: Environment): (docs: Doc[]) => void {
  const { server, db, body } = context;
  const spec = isPlainObject(argument) ? argument : { into: argument };
  const [toDb, name] = target('$merge', spec.into, db);
  const { whenMatched = 'merge', whenNotMatched = 'insert' } = spec;
  const on = spec.on === undefined ? ['_id'] : (Array.isArray(spec.on) ? spec.on : [spec.on]).map(String);
  const names = isPlainObject(spec.let) ? spec.let : { new: '$$ROOT' };
  const variables = Object.entries(names).map(
    ([key, value]) => [key, compileExpression(value, environment.options)] as const,
  );
  const bypass = flag(body, 'bypassDocumentValidation', false);
  if (!Array.isArray(whenMatched) && !['replace', 'keepExisting', 'merge', 'fail'].includes(String(whenMatched))) {
    throw new CommandError(
      'BadValue',
      `Enumeration value '${String(whenMatched)}' for field '$merge.whenMatched' is not a valid value.`,
    );
  }
  if (!['insert', 'discard', 'fail'].includes(String(whenNotMatched))) {
    throw new CommandError(
      'BadValue',
      `Enumeration value '${String(whenNotMatched)}' for field '$merge.whenNotMatched' is not a valid value.`,
    );
  }
  return (docs) => {
    const collection = server.store.catalog.need(toDb, name);
    checkUnique(collection, on);
    for (const doc of docs) {
      const filter = Object.fromEntries(on.map((field) => [field, { $eq: keyPart(doc, field) }]));
      const [found] = on.includes('_id') && doc._id === undefined ? [] : select(collection, { filter, limit: 1 });
      if (!found) {
        if (whenNotMatched === 'fail')
          throw new CommandError(
            13113,
            '$merge could not find a matching document in the target collection for at least one document in the source collection',
          );
        if (whenNotMatched === 'insert') insert(collection, doc, bypass);
        continue;
      }
      if (whenMatched === 'keepExisting') continue;
      if (whenMatched === 'fail') {
        insert(collection, doc, bypass);
        continue;
      }
      const update = Array.isArray(whenMatched) ? whenMatched : whenMatched === 'replace' ? doc : { $set: doc };
      const bound = Object.fromEntries(variables.map(([key, evaluate]) => [key, evaluate(doc)]));
      updateDocuments(collection, {
        filter,
        update,
        multi: false,
        upsert: false,
        arrayFilters: undefined,
        now: server.now(),
        bypass,
        variables: bound,
      });
    }
  };
}

function insert(collection: Collection, doc: Doc, bypass: boolean): void {
  const bytes = admitDocument(Buffer.from(encode(doc)));
  collection.validate(bytes, bypass);
  collection.insert(bytes);
}

function target(stage: string, argument: unknown, db: string): [string, string] {
  if (typeof argument === 'string') return [db, argument];
  if (isPlainObject(argument) && typeof argument.coll === 'string') return [String(argument.db ?? db), argument.coll];
  throw new CommandError(16990, `${stage} only supports a string or object argument, but found ${typeof argument}`);
}

function checkUnique(collection: Collection, on: string[]): void {
  const wanted = [...on].sort().join();
  const fits = collection.indexes.some(
    (index) =>
      index.unique &&
      !index.partialFilter &&
      index.parts
        .map((part) => part.field)
        .sort()
        .join() === wanted,
  );
  if (!fits) throw new CommandError(51183, 'Cannot find index to verify that join fields will be unique');
}

const read = (doc: Doc, field: string): unknown => compileExpression(`$${field}`, evaluation())(doc);

function keyPart(doc: Doc, field: string): unknown {
  const value = read(doc, field);
  if (value === undefined || value === null || Array.isArray(value)) {
    if (field === '_id' && value === undefined) return undefined;
    throw new CommandError(
      51132,
      `$merge write error: 'on' field '${field}' cannot be missing, null, undefined or an array`,
    );
  }
  return value;
}
