import { CalendarDate, Id, Instant } from '../src/index.ts';
import { type JsonSchema, nameOfRef } from './json-schema.ts';
import { renderTable } from './render-table.ts';

/** Said once at the top of the page, not at every field. */
const commonNotes = new Set([Id, Instant, CalendarDate].map((schema) => schema.description));

/** zod bounds every integer by what a double holds exactly. */
const isOwnBound = (value: number | undefined): value is number =>
  value !== undefined && Math.abs(value) !== Number.MAX_SAFE_INTEGER;

function between(low: number | undefined, high: number | undefined, unit: string): string {
  if (isOwnBound(low) && isOwnBound(high)) return `, ${low} to ${high}${unit}`;
  if (isOwnBound(low)) return `, ${low}${unit} or more`;
  return isOwnBound(high) ? `, at most ${high}${unit}` : '';
}

const textFormats: Record<string, string> = { uuid: 'UUID', date: 'calendar day', 'date-time': 'instant' };

function renderOneType(type: string | undefined, schema: JsonSchema): string {
  switch (type) {
    case 'string': {
      const kind = textFormats[schema.format ?? ''] ?? 'string';
      return `${kind}${between(schema.minLength, schema.maxLength, ' characters')}`;
    }
    case 'integer':
    case 'number':
      return `${type}${between(schema.minimum, schema.maximum, '')}`;
    case 'array':
      return `list of ${renderType(schema.items ?? {})}`;
    case 'object':
      return typeof schema.additionalProperties === 'object'
        ? `object of ${renderType(schema.additionalProperties)} by name`
        : 'object';
    default:
      return type ?? 'any value';
  }
}

/** The type of a value in words: `integer, 1 to 200`, `[Artist](#artist) or null`. */
export function renderType(schema: JsonSchema): string {
  if (schema.$ref !== undefined) {
    const name = nameOfRef(schema.$ref);
    return `[${name}](#${name.toLowerCase()})`;
  }
  if (schema.anyOf) return [...new Set(schema.anyOf.map(renderType))].join(' or ');
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (schema.const !== undefined) return `\`${schema.const}\``;
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  return types.map((type) => renderOneType(type, schema)).join(' or ');
}

interface Field {
  path: string;
  schema: JsonSchema;
  required: boolean;
}

/** The object behind a field that has no name of its own, so that its fields are listed with it. */
function innerOf(schema: JsonSchema): { object: JsonSchema; suffix: string } | undefined {
  if (schema.type === 'object' && schema.properties) return { object: schema, suffix: '' };
  if (schema.type === 'array') {
    const inner = innerOf(schema.items ?? {});
    return inner && { object: inner.object, suffix: '[]' };
  }
  const object = schema.anyOf?.find((variant) => variant.properties);
  return object && { object, suffix: '' };
}

function fieldsOf(schema: JsonSchema, prefix = ''): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const path = `${prefix}${name}`;
    const field = { path, schema: property, required: schema.required?.includes(name) ?? false };
    const inner = innerOf(property);
    return inner ? [field, ...fieldsOf(inner.object, `${path}${inner.suffix}.`)] : [field];
  });
}

function presence({ schema, required }: Field): string {
  if (schema.default !== undefined) return `, \`${JSON.stringify(schema.default)}\` unless given`;
  return required ? '' : ', optional';
}

function noteOf({ description, anyOf = [], $ref }: JsonSchema): string {
  const notes = $ref === undefined ? [description, ...anyOf.map((variant) => variant.description)] : [];
  return notes.find((note) => note !== undefined && !commonNotes.has(note)) ?? '';
}

/** The fields of an object as a table, of one of several objects as a table each; a sentence where it has none. */
export function renderFields(schema: JsonSchema): string {
  const objects = schema.anyOf?.filter(({ properties }) => properties) ?? [];
  if (!schema.properties && objects.length > 1) return objects.map(renderFields).join('\n\nor\n\n');
  const fields = fieldsOf(schema);
  if (fields.length === 0) return 'No fields.';
  const rows = fields.map((field) => [
    `\`${field.path}\``,
    renderType(field.schema) + presence(field),
    noteOf(field.schema),
  ]);
  return renderTable(['Field', 'Type', ''], rows);
}
