import { z } from 'zod';

export type Json = Record<string, unknown>;

export interface JsonSchema {
  /** The schema itself, never a bare reference. */
  root: Json;
  /** Named schemas that it refers to as `#/$defs/<name>`. */
  definitions: Record<string, Json>;
}

/** A contract's schema as JSON Schema (2020-12). One that has a name of its own is looked up, so `root` has its fields. */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $defs = {}, $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  const definitions = $defs as Record<string, Json>;
  const name = typeof rest.$ref === 'string' ? rest.$ref.split('/').at(-1) : undefined;
  return { root: (name !== undefined ? definitions[name] : undefined) ?? rest, definitions };
}
