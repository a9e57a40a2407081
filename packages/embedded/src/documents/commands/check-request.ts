import { CommandError } from '../errors.ts';
import { type Doc, isPlainObject, toNumber } from '../query/values.ts';
import { checkFields } from './arguments.ts';

/** Fields that any command may carry. */
const COMMON = [
  '$db',
  'lsid',
  '$clusterTime',
  '$readPreference',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'comment',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'rawData',
  'maxTimeMSOpOnly',
  'mayBypassWriteBlocking',
];

const known: Record<string, ReadonlySet<string>> = Object.fromEntries(
  Object.entries({
    find: [
      'filter',
      'sort',
      'projection',
      'hint',
      'skip',
      'limit',
      'batchSize',
      'singleBatch',
      'max',
      'min',
      'returnKey',
      'showRecordId',
      'tailable',
      'oplogReplay',
      'noCursorTimeout',
      'awaitData',
      'allowPartialResults',
      'collation',
      'allowDiskUse',
      'let',
    ],
    insert: ['documents', 'ordered', 'bypassDocumentValidation'],
    update: ['updates', 'ordered', 'bypassDocumentValidation', 'let'],
    delete: ['deletes', 'ordered', 'let'],
    findAndModify: [
      'query',
      'sort',
      'remove',
      'update',
      'new',
      'fields',
      'upsert',
      'bypassDocumentValidation',
      'collation',
      'arrayFilters',
      'hint',
      'let',
    ],
    aggregate: [
      'pipeline',
      'explain',
      'cursor',
      'allowDiskUse',
      'bypassDocumentValidation',
      'collation',
      'hint',
      'let',
    ],
    count: ['query', 'limit', 'skip', 'hint', 'collation', 'fields'],
    distinct: ['key', 'query', 'collation', 'hint'],
  }).map(([command, fields]) => [command, new Set([command, ...COMMON, ...fields])]),
);

/** What every command is checked for before it runs: options that a standalone server can't honour. */
export function checkRequest(name: string, body: Doc): void {
  const fields = known[name];
  if (fields) checkFields(name, body, fields);
  if (body.txnNumber !== undefined || body.startTransaction !== undefined || body.autocommit !== undefined) {
    throw new CommandError(
      'IllegalOperation',
      'Transaction numbers are only allowed on a replica set member or mongos',
    );
  }
  const { readConcern, writeConcern } = body;
  if (isPlainObject(readConcern) && (readConcern.level === 'snapshot' || readConcern.level === 'linearizable')) {
    throw new CommandError(
      'NotAReplicaSet',
      `readConcern level ${readConcern.level} needs a replica set; this server is a single one`,
    );
  }
  if (isPlainObject(writeConcern) && typeof writeConcern.w !== 'string' && toNumber(writeConcern.w ?? 1) > 1) {
    throw new CommandError('BadValue', "cannot use 'w' > 1 when a host is not replicated");
  }
}
