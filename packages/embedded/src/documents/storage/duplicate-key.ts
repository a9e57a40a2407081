import { EJSON } from 'bson';
import { CommandError } from '../errors.ts';
import type { IndexDefinition } from '../indexes/index-definition.ts';
import { decode } from '../query/decode.ts';
import type { Doc } from '../query/values.ts';

/** Error 11000 with the index, its keys and the values that `holder`, a stored document, has already. */
export function duplicateKey(namespace: string, index: IndexDefinition, holder: Uint8Array | null): CommandError {
  const keyValue = holder ? keyValueOf(index, decode(holder)) : {};
  const shown = Object.entries(keyValue).map(
    ([field, value]) => `${field}: ${typeof value === 'string' ? EJSON.stringify(value) : String(value)}`,
  );
  return new CommandError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: { ${shown.join(', ')} }`,
    { keyPattern: index.spec.key, keyValue },
  );
}

function keyValueOf(index: IndexDefinition, doc: Doc): Doc {
  const value: Doc = {};
  for (const { field, path } of index.parts) {
    let at: unknown = doc;
    for (const name of path) at = typeof at === 'object' && at !== null ? (at as Doc)[name] : undefined;
    value[field] = at ?? null;
  }
  return value;
}
