import { type Document, UUID } from 'mongodb';
import type { Field, Fields } from './document-fields.ts';

export interface JsonSchema {
  bsonType?: string[];
  [keyword: string]: unknown;
}

/** A pattern that the whole text must match. `$` would let a trailing line break pass on the server but not here. */
export const anchored = (pattern: string): string => `^(?:${pattern})(?![\\s\\S])`;

/** MongoDB's `$jsonSchema` of a field. */
function jsonSchemaOf(field: Field): JsonSchema {
  switch (field.kind) {
    case 'uuid':
      return { bsonType: ['binData'] };
    case 'instant':
      return { bsonType: ['date'] };
    case 'flag':
      return { bsonType: ['bool'] };
    case 'long':
      return { bsonType: ['long'] };
    case 'decimal':
      return { bsonType: ['decimal'] };
    case 'text': {
      const { max, pattern } = field;
      return { bsonType: ['string'], maxLength: max, ...(pattern && { pattern: anchored(pattern) }) };
    }
    case 'oneOf':
      return { bsonType: ['string'], enum: [...field.members] };
    case 'whole':
      return { bsonType: ['int', 'double'], minimum: field.min, maximum: field.max, multipleOf: 1 };
    case 'number':
      return { bsonType: ['int', 'double'], minimum: field.min, maximum: field.max };
    case 'nullable':
      return orNull(jsonSchemaOf(field.of));
    case 'either':
      return { anyOf: field.of.map(jsonSchemaOf) };
    case 'list':
      return { bsonType: ['array'], maxItems: field.maxItems, items: jsonSchemaOf(field.of) };
    case 'record':
      return recordSchema(field.fields);
    case 'map':
      return {
        bsonType: ['object'],
        patternProperties: { [anchored(field.key)]: jsonSchemaOf(field.of) },
        additionalProperties: false,
      };
  }
}

/** Every other keyword looks only at values of its own type, so null needs nothing but to be named. */
function orNull(schema: JsonSchema): JsonSchema {
  const { bsonType, enum: members, anyOf, ...rest } = schema;
  if (Array.isArray(anyOf)) return { anyOf: [...anyOf, { bsonType: ['null'] }] };
  return {
    ...rest,
    bsonType: [...(bsonType ?? []), 'null'],
    ...(Array.isArray(members) && { enum: [...members, null] }),
  };
}

function recordSchema(fields: Fields): JsonSchema {
  return {
    bsonType: ['object'],
    required: Object.keys(fields),
    properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, jsonSchemaOf(field)])),
    additionalProperties: false,
  };
}

/** BSON orders binary by length, then subtype, then bytes, so this range holds every UUID and nothing else. */
const isUuid = {
  $gte: new UUID('00000000-0000-0000-0000-000000000000'),
  $lte: new UUID('ffffffff-ffff-ffff-ffff-ffffffffffff'),
};

/** Conditions that `$jsonSchema` cannot express: that binary is of subtype 4. */
function uuidRules(field: Field, path: string): Document[] {
  switch (field.kind) {
    case 'uuid':
      return [{ [path]: isUuid }];
    case 'nullable': {
      const rules = uuidRules(field.of, path);
      return rules.length === 0 ? [] : [{ $or: [{ [path]: null }, all(rules)] }];
    }
    case 'record':
      return Object.entries(field.fields).flatMap(([name, inner]) => uuidRules(inner, `${path}.${name}`));
    case 'list': {
      if (field.of.kind !== 'record') return [];
      const rules = Object.entries(field.of.fields).flatMap(([name, inner]) => uuidRules(inner, name));
      return rules.length === 0 ? [] : [{ [path]: { $not: { $elemMatch: { $nor: [all(rules)] } } } }];
    }
    default:
      return [];
  }
}

const all = (rules: Document[]): Document => (rules.length === 1 && rules[0] ? rules[0] : { $and: rules });

/** The server-side validator of a collection. */
export function validatorOf(fields: Fields): Document {
  const rules = Object.entries(fields).flatMap(([name, field]) => uuidRules(field, name));
  return { $and: [{ $jsonSchema: recordSchema(fields) }, ...rules] };
}
