import { CommandError } from '../errors.ts';
import { type Doc, decodeByCodec, isNumeric, isPlainObject, toNumber, typeName } from '../query/values.ts';
import type { Collection } from '../storage/collection.ts';
import type { CommandContext } from './context.ts';

/** The collection name that is the command's own value, as in `{find: 'things'}`. */
export function collectionName({ body }: CommandContext): string {
  const [command, name] = Object.entries(body)[0] ?? [];
  if (typeof name === 'string' && name !== '') return name;
  throw new CommandError(
    'InvalidNamespace',
    `collection name has invalid type ${typeName(name)} in ${String(command)}`,
  );
}

export function existing(context: CommandContext): Collection | undefined {
  return context.server.store.catalog.find(context.db, collectionName(context));
}

export function objectOf(body: Doc, field: string): Doc | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  if (isPlainObject(value)) return value;
  throw new CommandError(
    'TypeMismatch',
    `BSON field '${field}' is the wrong type '${typeName(value)}', expected type 'object'`,
  );
}

/** A count given as any BSON number. */
export function integerOf(body: Doc, field: string, least = 0): number | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  const number = toNumber(value);
  if (!isNumeric(value))
    throw new CommandError(
      'TypeMismatch',
      `BSON field '${field}' is the wrong type '${typeName(value)}', expected types '[long, int, decimal, double]'`,
    );
  if (!Number.isInteger(number) || number < least)
    throw new CommandError(51024, `BSON field '${field}' value must be >= ${least}, actual value '${number}'`);
  return number;
}

/** The entries of `documents`, `updates`, `deletes` or `ops`, from a document sequence or from the body. */
export function statements({ body, request }: CommandContext, field: string): Doc[] {
  const sequence = request.sequences.get(field);
  if (sequence) return sequence.map((bytes) => decodeByCodec(bytes));
  const value = body[field];
  if (!Array.isArray(value))
    throw new CommandError('MissingField', `BSON field '${field}' is missing but a required field`);
  return value as Doc[];
}

/** Whether `j: true` asks to wait for the disk. */
export function wantsJournal(body: Doc): boolean {
  const concern = body.writeConcern;
  return isPlainObject(concern) && (concern.j === true || concern.fsync === true);
}

export function flag(body: Doc, field: string, otherwise: boolean): boolean {
  const value = body[field];
  if (value === undefined || value === null) return otherwise;
  if (typeof value === 'boolean') return value;
  if (isNumeric(value)) return toNumber(value) !== 0;
  throw new CommandError(
    'TypeMismatch',
    `BSON field '${field}' is the wrong type '${typeName(value)}', expected type 'bool'`,
  );
}

/** When the command's maxTimeMS ends, by performance.now(); undefined without one. */
export function deadlineOf(body: Doc): number | undefined {
  const limit = integerOf(body, 'maxTimeMS');
  return limit ? performance.now() + limit : undefined;
}

/** Refuses fields that this server would have to ignore. */
export function checkFields(command: string, body: Doc, known: ReadonlySet<string>): void {
  for (const field of Object.keys(body)) {
    if (known.has(field)) continue;
    throw new CommandError('UnrecognizedField', `BSON field '${command}.${field}' is an unknown field.`);
  }
}
