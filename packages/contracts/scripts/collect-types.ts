import { z } from 'zod';
import { type JsonSchema, nameOfRef } from './json-schema.ts';

export interface NamedType {
  name: string;
  schema: JsonSchema;
}

/** Gathers the schemas that have a name, so that each is described once however often it is used. */
export class TypeCollector {
  readonly #types = new Map<string, JsonSchema>();

  #define({ name, schema }: NamedType): void {
    const known = this.#types.get(name);
    if (known && JSON.stringify(known) !== JSON.stringify(schema)) {
      throw new Error(`Two different schemas are called ${name}. Give one of them another id.`);
    }
    this.#types.set(name, schema);
  }

  /** A schema as JSON Schema, with its name where it has one. What it refers to is collected; itself only if `own`. */
  add(schema: z.ZodType, io: 'input' | 'output', own: boolean): { name: string | null; schema: JsonSchema } {
    const { $defs = {}, ...root }: JsonSchema = jsonSchemaOf(schema, io);
    const name = root.$ref === undefined ? null : nameOfRef(root.$ref);
    for (const [id, definition] of Object.entries($defs)) {
      if (own || id !== name) this.#define({ name: id, schema: definition });
    }
    return { name, schema: (name === null ? undefined : $defs[name]) ?? root };
  }

  /** In alphabetical order. */
  types(): NamedType[] {
    const types = [...this.#types].map(([name, schema]) => ({ name, schema }));
    return types.sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema;
}
