import { CommandError } from '../errors.ts';
import { decode } from '../query/decode.ts';
import { compileProjection } from '../query/project.ts';
import { type Doc, isPlainObject, toNumber } from '../query/values.ts';
import { collectionName, existing, flag, objectOf, statements, wantsJournal } from './arguments.ts';
import type { Command } from './context.ts';
import { checkBatch } from './insert.ts';
import { letVariables } from './let-variables.ts';
import { deleteDocuments, type UpdateRequest, updateDocuments } from './write-documents.ts';

const update: Command = async (context) => {
  const { body, db, server } = context;
  const name = collectionName(context);
  const updates = statements(context, 'updates');
  checkBatch('update', updates.length);
  const variables = letVariables(objectOf(body, 'let'));
  const bypass = flag(body, 'bypassDocumentValidation', false);
  let [n, nModified] = [0, 0];
  const upserted: Doc[] = [];
  const writeErrors = server.store.write(() =>
    inOrder(updates, flag(body, 'ordered', true), (statement, index) => {
      const request = updateRequest(statement, variables, server.now(), bypass);
      const collection = request.upsert ? server.store.catalog.need(db, name) : server.store.catalog.find(db, name);
      if (!collection) return;
      const outcome = updateDocuments(collection, request);
      n += outcome.matched;
      nModified += outcome.modified;
      if ('upserted' in outcome) {
        n += 1;
        upserted.push({ index, _id: outcome.upserted });
      }
    }),
  );
  if (wantsJournal(body)) await server.store.journal();
  return {
    n,
    nModified,
    ...(upserted.length ? { upserted } : {}),
    ...(writeErrors.length ? { writeErrors } : {}),
    ok: 1,
  };
};

const remove: Command = async (context) => {
  const { body, server } = context;
  const deletes = statements(context, 'deletes');
  checkBatch('delete', deletes.length);
  const variables = letVariables(objectOf(body, 'let'));
  let n = 0;
  const writeErrors = server.store.write(() =>
    inOrder(deletes, flag(body, 'ordered', true), (statement) => {
      const limit = toNumber(statement.limit);
      if (limit !== 0 && limit !== 1)
        throw new CommandError('FailedToParse', `The limit field in delete objects must be 0 or 1. Got ${limit}`);
      const collection = existing(context);
      if (!collection) return;
      const selection = {
        filter: objectOf(statement, 'q') ?? {},
        collation: objectOf(statement, 'collation'),
        variables,
        hint: statement.hint,
      };
      n += deleteDocuments(collection, selection, limit === 0).n;
    }),
  );
  if (wantsJournal(body)) await server.store.journal();
  return { n, ...(writeErrors.length ? { writeErrors } : {}), ok: 1 };
};

const findAndModify: Command = async (context) => {
  const { body, db, server } = context;
  const name = collectionName(context);
  const removing = flag(body, 'remove', false);
  const [upsert, isNew] = [flag(body, 'upsert', false), flag(body, 'new', false)];
  if (!removing && body.update === undefined)
    throw new CommandError('FailedToParse', 'Either an update or remove=true must be specified');
  if (removing && (body.update !== undefined || upsert || isNew))
    throw new CommandError('FailedToParse', 'Cannot specify both an update and remove=true');
  const collation = objectOf(body, 'collation');
  const variables = letVariables(objectOf(body, 'let'), { collation });
  const selection = {
    filter: objectOf(body, 'query') ?? {},
    sort: objectOf(body, 'sort'),
    limit: 1,
    collation,
    variables,
    hint: body.hint,
  };
  const projection = objectOf(body, 'fields');
  const project =
    projection && Object.keys(projection).length > 0
      ? compileProjection(projection, { find: true, ...selection })
      : (doc: Doc) => doc;
  const reply = server.store.write(() => {
    const collection = upsert ? server.store.catalog.need(db, name) : server.store.catalog.find(db, name);
    if (!collection) return { lastErrorObject: { n: 0, ...(removing ? {} : { updatedExisting: false }) }, value: null };
    if (removing) {
      const { n, last } = deleteDocuments(collection, selection, false);
      return { lastErrorObject: { n }, value: last ? project(decode(last)) : null };
    }
    const outcome = updateDocuments(collection, {
      ...selection,
      update: body.update,
      multi: false,
      upsert,
      arrayFilters: body.arrayFilters,
      now: server.now(),
      bypass: flag(body, 'bypassDocumentValidation', false),
    });
    const value = isNew ? outcome.after : outcome.before && decode(outcome.before);
    return {
      lastErrorObject: {
        n: outcome.matched + ('upserted' in outcome ? 1 : 0),
        updatedExisting: outcome.matched > 0,
        ...('upserted' in outcome ? { upserted: outcome.upserted } : {}),
      },
      value: value ? project(value) : null,
    };
  });
  if (wantsJournal(body)) await server.store.journal();
  return { ...reply, ok: 1 };
};

function updateRequest(statement: Doc, variables: Doc | undefined, now: Date, bypass: boolean): UpdateRequest {
  const constants = objectOf(statement, 'c');
  return {
    filter: objectOf(statement, 'q') ?? {},
    update: statement.u,
    sort: objectOf(statement, 'sort'),
    collation: objectOf(statement, 'collation'),
    hint: statement.hint,
    multi: flag(statement, 'multi', false),
    upsert: flag(statement, 'upsert', false),
    arrayFilters: statement.arrayFilters,
    variables: constants ? { ...variables, ...constants } : variables,
    now,
    bypass,
  };
}

/** Runs each statement; a refusal is noted, and ends the batch when it is ordered. */
function inOrder(items: Doc[], ordered: boolean, run: (statement: Doc, index: number) => void): Doc[] {
  const writeErrors: Doc[] = [];
  for (let index = 0; index < items.length; index++) {
    try {
      const statement = items[index];
      if (!isPlainObject(statement)) throw new CommandError('TypeMismatch', 'A write statement must be a document');
      run(statement, index);
    } catch (cause) {
      if (!(cause instanceof CommandError)) throw cause;
      writeErrors.push(cause.toWriteError(index));
      if (ordered) break;
    }
  }
  return writeErrors;
}

export const updateCommands = { update, delete: remove, findAndModify, findandmodify: findAndModify };
