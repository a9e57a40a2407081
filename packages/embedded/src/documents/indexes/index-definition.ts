import { EJSON } from 'bson';
import { CommandError } from '../errors.ts';
import { type Doc, isNumeric, isPlainObject, toNumber } from '../query/values.ts';

export interface IndexPart {
  field: string;
  path: readonly string[];
  descending: boolean;
}

/** An index as the planner and the storage use it; `spec` is what listIndexes answers. */
export interface IndexDefinition {
  id: number;
  name: string;
  spec: Doc;
  parts: readonly IndexPart[];
  unique: boolean;
  sparse: boolean;
  partialFilter: Doc | null;
  /** null for the simple (byte-wise) comparison. */
  collation: Doc | null;
  fold: ((text: string) => string) | null;
  expireAfterSeconds: number | null;
  hidden: boolean;
  /** Once true it stays so: some document gave more or less than one key. */
  multikey: boolean;
}

const UNSUPPORTED = new Set(['text', '2d', '2dsphere', 'hashed', 'columnstore', 'geoHaystack', 'wildcard']);
const KNOWN = new Set([
  'v',
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'collation',
  'hidden',
  'background',
  'ns',
  'clustered',
  'prepareUnique',
]);

/** Reads one entry of createIndexes or of the stored catalog; refuses what could not be kept as asked. */
export function defineIndex(id: number, spec: Doc): IndexDefinition {
  const { key } = spec;
  if (!isPlainObject(key) || Object.keys(key).length === 0) {
    throw new CommandError('CannotCreateIndex', 'Index keys cannot be empty.');
  }
  for (const option of Object.keys(spec)) {
    if (!KNOWN.has(option)) {
      throw new CommandError(
        'InvalidOptions',
        `The field '${option}' is not valid for an index specification. Specification: ${EJSON.stringify(spec)}`,
      );
    }
  }
  const expire = spec.expireAfterSeconds;
  const parts = Object.entries(key).map(([field, direction]) => definePart(field, direction));
  if (expire !== undefined && (!isNumeric(expire) || toNumber(expire) < 0 || toNumber(expire) > 0x7fffffff)) {
    throw new CommandError('CannotCreateIndex', 'TTL index expireAfterSeconds must be within 0 and 2147483647');
  }
  if (expire !== undefined && parts.length > 1) {
    throw new CommandError(
      'CannotCreateIndex',
      'TTL indexes are single-field indexes, compound indexes do not support TTL',
    );
  }
  const collation = isPlainObject(spec.collation) && spec.collation.locale !== 'simple' ? spec.collation : null;
  return {
    id,
    name: String(spec.name),
    spec,
    parts,
    unique: spec.unique === true || toNumber(spec.unique) > 0,
    sparse: spec.sparse === true || toNumber(spec.sparse) > 0,
    partialFilter: isPlainObject(spec.partialFilterExpression) ? spec.partialFilterExpression : null,
    collation,
    fold: null,
    expireAfterSeconds: expire === undefined ? null : toNumber(expire),
    hidden: spec.hidden === true,
    multikey: false,
  };
}

function definePart(field: string, direction: unknown): IndexPart {
  if (field === '' || field.startsWith('$') || field.split('.').includes('')) {
    throw new CommandError('CannotCreateIndex', `Index key '${field}' is not a valid field path`);
  }
  if (typeof direction === 'string' && UNSUPPORTED.has(direction)) {
    throw new CommandError(
      'CannotCreateIndex',
      `Unknown index plugin '${direction}': this server has ascending and descending indexes only`,
    );
  }
  if (field.includes('$**')) {
    throw new CommandError('CannotCreateIndex', 'Wildcard indexes are not supported by this server');
  }
  const sign = toNumber(direction);
  if (!isNumeric(direction) || Number.isNaN(sign) || sign === 0) {
    throw new CommandError(
      'CannotCreateIndex',
      `Values in v:2 index key pattern cannot be ${EJSON.stringify(direction)}: use numbers > 0 for ascending, numbers < 0 for descending`,
    );
  }
  return { field, path: field.split('.'), descending: sign < 0 };
}

/** `a_1_b_-1`, the name that drivers give as well. */
export function defaultIndexName(key: Doc): string {
  return Object.entries(key)
    .map(([field, direction]) => `${field}_${isNumeric(direction) ? toNumber(direction) : String(direction)}`)
    .join('_');
}
