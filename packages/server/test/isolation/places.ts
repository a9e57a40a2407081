import type { Json } from '../../src/core/json-schema.ts';
import { choicesOf, sampleOf } from '../../src/core/openapi/sample.ts';

/** What names a thing of an organization, by the form that it has. */
export type IdentifierKind = 'id' | 'email' | 'slug' | 'cursor' | 'external';

/** A place of an input that takes an identifier, at any depth. */
export interface Place {
  /** `targeting.audienceIds[]` */
  name: string;
  kind: IdentifierKind;
  /** The input with a value in this place; around it is what its schema requires. */
  fill(base: Json, value: string): Json;
}

type Around = (base: Json, part: unknown) => Json;

function kindOf(schema: Json, field: string): IdentifierKind | undefined {
  if (schema.type !== 'string' || schema.enum !== undefined) return undefined;
  if (schema.format === 'uuid') return 'id';
  if (schema.format === 'email' || /email$/i.test(field)) return 'email';
  if (schema.format !== undefined) return undefined;
  if (field === 'cursor') return 'cursor';
  if (/^(slug|organization)$/i.test(field)) return 'slug';
  if (/^externalIds?$/.test(field)) return 'external';
  return /(^id|Ids?)$/.test(field) && schema.pattern === undefined ? 'id' : undefined;
}

/** Every place for an identifier that an object's schema has: nested and optional ones, in lists and in each of several forms. */
export function placesIn(root: Json, definitions: Record<string, Json>): Place[] {
  /** What an object needs beside the field that is filled. */
  const required = (schema: Json): Json => {
    const sample = (sampleOf(schema, definitions) ?? {}) as Json;
    const names = (schema.required ?? []) as string[];
    return Object.fromEntries(Object.entries(sample).filter(([name]) => names.includes(name)));
  };

  function search(schema: Json, name: string, field: string, around: Around, within: readonly string[]): Place[] {
    if (typeof schema.$ref === 'string') {
      const target = schema.$ref.split('/').at(-1) ?? '';
      // What contains itself is entered once.
      if (within.includes(target)) return [];
      return search(definitions[target] ?? {}, name, field, around, [...within, target]);
    }
    const choices = choicesOf(schema) ?? [];
    const kind = kindOf(schema, field);
    const own: Place[] = kind === undefined ? [] : [{ name, kind, fill: around }];
    const dotted = (key: string) => (name === '' ? key : `${name}.${key}`);
    const properties = Object.entries((schema.properties ?? {}) as Record<string, Json>);
    const { additionalProperties: others, items } = schema;
    return [
      ...own,
      ...choices.flatMap((choice) => search(choice, name, field, around, within)),
      ...properties.flatMap(([key, part]) => {
        const inside: Around = (base, value) => {
          const siblings = name === '' && choices.length === 0 ? base : required(schema);
          return around(base, { ...siblings, [key]: value });
        };
        return search(part, dotted(key), key, inside, within);
      }),
      ...(schema.type === 'array'
        ? search((items ?? {}) as Json, `${name}[]`, field, (base, value) => around(base, [value]), within)
        : []),
      ...(typeof others === 'object' && others !== null
        ? search(others as Json, `${name}{}`, field, (base, value) => around(base, { country: value }), within)
        : []),
    ];
  }
  return search(root, '', '', (_, whole) => whole as Json, []);
}
