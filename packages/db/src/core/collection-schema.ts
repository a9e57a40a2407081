import mongoose, { type Model, Schema, type SchemaDefinition } from 'mongoose';
import type { Collection } from './collection.ts';
import { indexesOf } from './collection-indexes.ts';
import { ownRetention, type Retention } from './collection-retention.ts';
import { faultOf } from './document-faults.ts';
import type { Field, Fields } from './document-fields.ts';

const schemaOptions = {
  autoIndex: false,
  autoCreate: false,
  strict: 'throw',
  minimize: false,
  versionKey: false,
} as const;

/**
 * The mongoose schema of a collection. mongoose by itself turns values into what it would rather have ("5" into 5, one
 * value into a list of one) and takes a missing field for null; here it refuses what the server would refuse.
 */
export function mongooseSchemaOf(collection: Collection, retention: Retention = ownRetention): Schema {
  const schema = recordSchema(collection.fields, {});
  for (const { keys, options } of indexesOf(collection, retention)) schema.index(keys, options);
  return schema;
}

interface Models {
  entries: { collection: Collection; model: Model<unknown> }[];
  close(): Promise<void>;
}

/** mongoose models on a connection of their own, which waits for as long as an index takes to build. */
export async function openModels(
  uri: string,
  collections: readonly Collection[],
  retention: Retention,
): Promise<Models> {
  const connection = mongoose.createConnection(uri, { autoIndex: false, autoCreate: false, maxPoolSize: 2 });
  await connection.asPromise();
  const entries = collections.map((collection) => {
    const { name } = collection;
    return { collection, model: connection.model<unknown>(name, mongooseSchemaOf(collection, retention), name) };
  });
  return { entries, close: () => connection.close() };
}

function recordSchema(fields: Fields, options: { _id?: false }): Schema {
  const entries = Object.entries(fields).map(([name, field]) => [name, pathOf(name, field)]);
  const schema = new Schema(Object.fromEntries(entries) as SchemaDefinition, { ...schemaOptions, ...options });
  // Null is a value that the rule judges; only absence is absence.
  for (const name of Object.keys(fields)) {
    Object.assign(schema.path(name), { checkRequired: (value: unknown) => value !== undefined });
  }
  return schema;
}

function pathOf(name: string, field: Field): object {
  const rules = { required: true, default: undefined, validate: ruleOf(name, field) };
  const inner = field.kind === 'nullable' ? field.of : field;
  if (inner.kind !== 'list') return { ...rules, ...typeOf(name, inner) };
  return { ...rules, type: [typeOf(name, inner.of)], castNonArrays: false };
}

function ruleOf(name: string, field: Field): object {
  const fault = (value: unknown) => faultOf(field, plain(value), name);
  return {
    validator: (value: unknown) => fault(value) === null,
    message: ({ value }: { value: unknown }) => fault(value) ?? '',
  };
}

function typeOf(name: string, field: Field): { type: unknown; cast?: (value: unknown) => unknown } {
  const asIs = (value: unknown) => {
    const fault = faultOf(field, value, name);
    if (fault !== null) throw new Error(fault);
    return value;
  };
  switch (field.kind) {
    case 'uuid':
      return { type: Schema.Types.UUID, cast: asIs };
    case 'instant':
      return { type: Date, cast: asIs };
    case 'flag':
      return { type: Boolean, cast: asIs };
    case 'text':
    case 'oneOf':
      return { type: String, cast: asIs };
    case 'whole':
    case 'number':
      return { type: Number, cast: asIs };
    case 'decimal':
      return { type: Schema.Types.Decimal128, cast: asIs };
    case 'record':
      return { type: recordSchema(field.fields, { _id: false }) };
    // mongoose has no type for the rest: a driver's Long, a choice of types, names that come with the data.
    default:
      return { type: Schema.Types.Mixed };
  }
}

/** mongoose hands its own documents and arrays to a rule. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return [...value].map(plain);
  return value instanceof mongoose.Document ? value.toObject() : value;
}
