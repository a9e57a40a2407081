import { setImmediate } from 'node:timers/promises';
import { CommandError } from '../errors.ts';
import { type Flow, PAUSE } from '../pipeline/stage.ts';
import { encodeCursorReply } from '../protocol/raw-batch.ts';
import { decode } from '../query/decode.ts';
import { compileProjection } from '../query/project.ts';
import { encode, isPlainObject, toNumber } from '../query/values.ts';
import { collectionName, deadlineOf, existing, flag, integerOf, objectOf } from './arguments.ts';
import type { Command } from './context.ts';
import { settled } from './cursors.ts';
import { letVariables } from './let-variables.ts';
import { oneByOne, type Selection, selectDocuments } from './select.ts';

const find: Command = (context) => {
  const { body, db, server } = context;
  for (const option of ['returnKey', 'showRecordId']) {
    if (flag(body, option, false))
      throw new CommandError('NotImplemented', `find with ${option} is not supported by this server`);
  }
  if (flag(body, 'tailable', false))
    throw new CommandError('BadValue', 'tailable cursors need a capped collection, which this server does not have');
  const namespace = `${db}.${collectionName(context)}`;
  const limit = integerOf(body, 'limit', Number.MIN_SAFE_INTEGER) ?? 0;
  const collation = objectOf(body, 'collation');
  const variables = letVariables(objectOf(body, 'let'), { collation });
  const selection: Selection = {
    filter: objectOf(body, 'filter') ?? {},
    sort: objectOf(body, 'sort'),
    skip: integerOf(body, 'skip'),
    limit: Math.abs(limit),
    collation,
    variables,
    hint: body.hint,
    min: objectOf(body, 'min'),
    max: objectOf(body, 'max'),
    deadline: deadlineOf(body),
    expected: (integerOf(body, 'batchSize') ?? 101) + 1,
  };
  const projection = objectOf(body, 'projection');
  const project =
    projection && Object.keys(projection).length > 0
      ? compileProjection(projection, { find: true, filter: selection.filter, collation, variables })
      : null;
  const collection = existing(context);
  const single = flag(body, 'singleBatch', false) || limit < 0;
  const documents = collection ? selectDocuments(collection, selection) : [];
  const opened = server.cursors.open({
    namespace,
    documents: project ? oneByOne(each(documents), (bytes) => encode(project(decode(bytes)))) : documents,
    batchSize: integerOf(body, 'batchSize'),
    single,
  });
  return settled(opened, ({ id, batch }) => encodeCursorReply('firstBatch', batch, id, namespace));
};

const getMore: Command = ({ body, db, server }) => {
  const id = body.getMore;
  if (typeof id !== 'bigint')
    throw new CommandError('TypeMismatch', "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
  const namespace = `${db}.${String(body.collection)}`;
  const size = integerOf(body, 'batchSize');
  const next = server.cursors.next(id, namespace, size === 0 ? undefined : size);
  return settled(next, (more) => encodeCursorReply('nextBatch', more.batch, more.id, namespace));
};

const killCursors: Command = ({ body, server }) => {
  const ids = Array.isArray(body.cursors) ? body.cursors : [];
  const [killed, missing]: [unknown[], unknown[]] = [[], []];
  for (const id of ids) (typeof id === 'bigint' && server.cursors.kill(id) ? killed : missing).push(id);
  return { cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
};

const count: Command = async (context) => {
  const { body } = context;
  const collection = existing(context);
  const query = objectOf(body, 'query') ?? {};
  const limit = Math.abs(isPlainObject(body.limit) ? 0 : toNumber(body.limit ?? 0));
  const skip = integerOf(body, 'skip') ?? 0;
  if (!collection) return { n: 0, ok: 1 };
  if (Object.keys(query).length === 0) {
    const left = Math.max(0, collection.count - skip);
    return { n: limit > 0 ? Math.min(left, limit) : left, ok: 1 };
  }
  const found = selectDocuments(collection, {
    filter: query,
    skip,
    limit,
    collation: objectOf(body, 'collation'),
    hint: body.hint,
  });
  let n = 0;
  for (const documents of found)
    if (documents === PAUSE) await setImmediate();
    else n += documents.length;
  return { n, ok: 1 };
};

function* each(chunks: Flow<Uint8Array[]>): Flow<Uint8Array> {
  for (const chunk of chunks) {
    if (chunk === PAUSE) yield chunk;
    else yield* chunk;
  }
}

export const findCommands = { find, getMore, killCursors, count };
