import type { Json } from '../json-schema.ts';
import { commonSamples, formatSamples, namedSamples, usuallyAbsent } from './sample-words.ts';

type Definitions = Readonly<Record<string, Json>>;

interface Bounds {
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  minItems?: number;
}

function sampleText(schema: Json & Bounds, name: string): string {
  const formatted = typeof schema.format === 'string' ? formatSamples[schema.format] : undefined;
  if (formatted !== undefined) return formatted;
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = schema;
  const shape = typeof pattern === 'string' ? new RegExp(pattern, 'u') : undefined;
  const fits = (text: string) =>
    text.length >= minLength && text.length <= maxLength && (shape === undefined || shape.test(text));
  const candidates = [...(namedSamples[name] ?? []), ...commonSamples, 'x'.repeat(minLength)];
  return candidates.find(fits) ?? '';
}

function sampleNumber(schema: Json & Bounds): number {
  const least = Math.max(schema.minimum ?? 0, (schema.exclusiveMinimum ?? -1) + 1);
  const most = schema.maximum ?? Number.MAX_SAFE_INTEGER;
  return Math.min(Math.max(least, most <= 1 ? 0.25 : 1), most);
}

const isNull = (schema: Json): boolean => schema.type === 'null';

/** The forms that a schema allows, where there are several. */
export function choicesOf(schema: Json): Json[] | undefined {
  if (Array.isArray(schema.type)) return schema.type.map((type) => ({ ...schema, type }));
  return (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
}

/**
 * A value that a JSON schema (2020-12, as zod writes it) describes, with words that fit the names of its fields; undefined
 * where it could only contain itself for ever.
 */
export function sampleOf(schema: Json & Bounds, definitions: Definitions, name = '', within: string[] = []): unknown {
  const inner = (part: unknown, field = name) => sampleOf(part as Json, definitions, field, within);
  if (typeof schema.$ref === 'string') {
    const target = schema.$ref.split('/').at(-1) ?? '';
    if (within.includes(target)) return undefined;
    return sampleOf(definitions[target] ?? {}, definitions, name, [...within, target]);
  }
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  const choices = choicesOf(schema);
  if (choices) return sampleChoice(choices, inner, name);
  switch (schema.type) {
    case 'object':
      return sampleObject(schema, inner);
    case 'array':
      return sampleList(schema, inner);
    case 'string':
      return sampleText(schema, name);
    case 'integer':
      return Math.ceil(sampleNumber(schema));
    case 'number':
      return sampleNumber(schema);
    case 'boolean':
      return false;
    default:
      return null;
  }
}

type Inner = (part: unknown, field?: string) => unknown;

function sampleChoice(choices: readonly Json[], inner: Inner, name: string): unknown {
  const mayBeNull = choices.some(isNull);
  if (mayBeNull && usuallyAbsent.test(name)) return null;
  for (const choice of choices) {
    const sample = isNull(choice) ? undefined : inner(choice);
    if (sample !== undefined) return sample;
  }
  return mayBeNull ? null : undefined;
}

function sampleObject(schema: Json, inner: Inner): Json | undefined {
  const { properties = {}, required = [], additionalProperties: others, propertyNames } = schema;
  const fields = Object.entries(properties as Record<string, Json>).map(
    ([field, part]) => [field, inner(part, field)] as const,
  );
  const there = fields.filter(([, value]) => value !== undefined);
  const object = Object.fromEntries(there);
  if ((required as string[]).some((field) => !(field in object) && fields.some(([name]) => name === field)))
    return undefined;
  if (there.length > 0 || typeof others !== 'object' || others === null) return object;
  return { [String(inner(propertyNames ?? { type: 'string' }, 'key'))]: inner(others) };
}

function sampleList({ items, minItems = 0 }: Json & Bounds, inner: Inner): unknown[] | undefined {
  const item = inner(items ?? {});
  if (item === undefined) return minItems > 0 ? undefined : [];
  return Array.from({ length: Math.max(1, minItems) }, () => item);
}
