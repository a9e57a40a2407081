import fc from 'fast-check';
import type { z } from 'zod';
import { type Json, toJsonSchema } from '../../src/core/json-schema.ts';
import { choicesOf } from '../../src/core/openapi/sample.ts';

/** Values that exist, so that inputs of the right form also find something. */
export interface Known {
  ids: readonly string[];
  emails: readonly string[];
  slugs: readonly string[];
}

const atMost = (text: string, { maxLength = Number.MAX_SAFE_INTEGER, minLength = 0 }: Json & Bounds) =>
  text.length <= maxLength && text.length >= minLength;

interface Bounds {
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
}

const day = fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });

function arbitraryFormat(format: unknown, known: Known): fc.Arbitrary<string> | undefined {
  switch (format) {
    case 'uuid':
      return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known.ids) }, { weight: 1, arbitrary: fc.uuid() });
    case 'email':
      return fc.oneof(fc.constantFrom(...known.emails), fc.emailAddress());
    case 'date':
      return day.map((date) => date.toISOString().slice(-24, 10));
    case 'date-time':
      return day.map((date) => date.toISOString());
    case 'uri':
      return fc.webUrl({ withQueryParameters: true });
    case 'ipv4':
      return fc.ipV4();
    case 'ipv6':
      return fc.ipV6();
    case 'cidrv4':
      return fc.tuple(fc.ipV4(), fc.nat(32)).map(([address, bits]) => `${address}/${bits}`);
    case 'cidrv6':
      return fc.tuple(fc.ipV6(), fc.nat(128)).map(([address, bits]) => `${address}/${bits}`);
    default:
      return undefined;
  }
}

function arbitraryString(schema: Json & Bounds, known: Known): fc.Arbitrary<string> {
  const formatted = arbitraryFormat(schema.format, known);
  if (formatted) return formatted;
  if (typeof schema.pattern === 'string')
    return fc.stringMatching(new RegExp(schema.pattern)).filter((text) => atMost(text, schema));
  const { minLength = 0, maxLength = 200 } = schema;
  const free = fc.string({ unit: 'binary', minLength, maxLength: Math.min(maxLength, minLength + 60) });
  // Names of zones and such are checked by more than a schema says.
  const meaningful = fc.constantFrom('UTC', 'Europe/Berlin', 'One name', ...known.slugs);
  return fc.oneof(meaningful, free, fc.constant('é'.repeat(maxLength)));
}

/** A version that was just read is 1, or a little more. */
function arbitraryInteger({ minimum = -(2 ** 53) + 1, maximum = 2 ** 53 - 1 }: Bounds): fc.Arbitrary<number> {
  const least = Math.max(minimum, 1);
  const low = fc.integer({ min: least, max: Math.max(least, Math.min(maximum, least + 2)) });
  return fc
    .oneof({ weight: 2, arbitrary: low }, { weight: 1, arbitrary: fc.maxSafeInteger() })
    .filter((value) => value >= minimum && value <= maximum);
}

/** Inputs that a JSON schema describes. What a parser refines beyond it may still be refused. */
function arbitraryOf(
  schema: Json & Bounds,
  definitions: Record<string, Json>,
  known: Known,
  within: readonly string[] = [],
): fc.Arbitrary<unknown> {
  const inner = (part: unknown) => arbitraryOf(part as Json, definitions, known, within);
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').at(-1) ?? '';
    // What contains itself ends somewhere, with something that it can't be.
    if (within.filter((outer) => outer === name).length > 2) return fc.constant({});
    return arbitraryOf(definitions[name] ?? {}, definitions, known, [...within, name]);
  }
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  if ('const' in schema) return fc.constant(schema.const);
  const choices = choicesOf(schema);
  if (choices) return fc.oneof(...choices.map(inner));
  switch (schema.type) {
    case 'object': {
      const properties = Object.entries((schema.properties ?? {}) as Record<string, Json>);
      const model = Object.fromEntries(properties.map(([name, part]) => [name, inner(part)]));
      return fc.record(model, { requiredKeys: (schema.required ?? []) as string[] });
    }
    case 'array': {
      const { minItems = 0, maxItems = 4 } = schema;
      return fc.array(inner(schema.items ?? {}), { minLength: minItems, maxLength: Math.min(maxItems, minItems + 3) });
    }
    case 'string':
      return arbitraryString(schema, known);
    case 'integer':
      return arbitraryInteger(schema);
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue();
  }
}

/** Inputs of the shape that a schema describes, where what it refers to is among the definitions. */
export function arbitraryFromSchema(
  schema: Json,
  definitions: Record<string, Json>,
  known: Known,
): fc.Arbitrary<unknown> {
  return arbitraryOf(schema, definitions, known);
}

/** Inputs of the shape that a contract's schema describes. */
export function arbitraryInput(schema: z.ZodType, known: Known): fc.Arbitrary<unknown> {
  const { root, definitions } = toJsonSchema(schema, 'input');
  return arbitraryFromSchema(root, definitions, known);
}
