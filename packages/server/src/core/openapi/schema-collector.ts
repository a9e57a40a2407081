import type { z } from 'zod';
import { type Json, toJsonSchema } from '../json-schema.ts';

/** Gathers the named schemas of all operations, each of which is then said once. */
export class SchemaCollector {
  readonly schemas: Json = {};

  #keep(definitions: Record<string, Json>): void {
    for (const [name, definition] of Object.entries(definitions)) this.schemas[name] = toComponent(definition);
  }

  /** Fields of an input, spelled out: they are spread over address and body. */
  addInput(schema: z.ZodType): Json {
    const { root, definitions } = toJsonSchema(schema, 'input');
    this.#keep(definitions);
    return toComponent(root);
  }

  /** An answer; a named one is referred to. */
  addOutput(schema: z.ZodType): Json {
    const { root, definitions } = toJsonSchema(schema, 'output');
    this.#keep(definitions);
    const name = Object.keys(definitions).find((key) => definitions[key] === root);
    return name === undefined ? toComponent(root) : { $ref: `#/components/schemas/${name}` };
  }
}

/** References point to the components; `id` would give the part an address of its own. */
function toComponent(schema: Json): Json {
  const { id: _, ...rest } = JSON.parse(JSON.stringify(schema).replaceAll('#/$defs/', '#/components/schemas/')) as Json;
  return rest;
}
