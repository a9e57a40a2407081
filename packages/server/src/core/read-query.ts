import type { Procedure } from '@songtrackpro/contracts';
import type { z } from 'zod';
import { toJsonSchema } from './json-schema.ts';

type FieldTypes = ReadonlyMap<string, string>;
const typesOf = new WeakMap<z.ZodType, FieldTypes>();

/** JSON types of an input's top-level fields, by name. */
function fieldTypes(input: z.ZodType): FieldTypes {
  const known = typesOf.get(input);
  if (known) return known;
  const properties = (toJsonSchema(input, 'input').root.properties ?? {}) as Record<string, { type?: unknown }>;
  const entries = Object.entries(properties).flatMap(([name, { type }]) =>
    typeof type === 'string' ? [[name, type] as const] : [],
  );
  const types = new Map(entries);
  typesOf.set(input, types);
  return types;
}

function toField(text: string, type: string | undefined): unknown {
  if ((type === 'integer' || type === 'number') && text.trim() !== '' && !Number.isNaN(Number(text)))
    return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

/** Input of a call from an address's parameters, whose values are all text; the contract's parser judges the result. */
export function readQuery(procedure: Procedure, parameters: Record<string, string>): Record<string, unknown> {
  const types = fieldTypes(procedure.input);
  return Object.fromEntries(Object.entries(parameters).map(([name, text]) => [name, toField(text, types.get(name))]));
}
