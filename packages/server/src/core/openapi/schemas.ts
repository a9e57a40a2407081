import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { type Json, toJsonSchema } from '../json-schema.ts';
import type { Answer } from './described.ts';

const definitionRef = /"#\/\$defs\/([^"]+)"/g;

/** Gathers the named parts of a document, each described once. */
export class SchemaCollector {
  readonly schemas: Record<string, Json> = {};
  readonly responses: Record<string, Answer> = {};

  /** A schema with its references leading to the components; it is told as input or as output where these differ. */
  #keep(schema: z.ZodType, io: 'input' | 'output'): { component: Json; name: string | null } {
    const { root, definitions } = toJsonSchema(schema, io);
    const names = new Map(Object.keys(definitions).map((name) => [name, name]));
    const convert = (part: Json): Json => {
      const text = JSON.stringify(part).replace(
        definitionRef,
        (_, name: string) => `"#/components/schemas/${names.get(name) ?? name}"`,
      );
      // `id` would give the part an address of its own.
      const { id: _, ...rest } = JSON.parse(text) as Json;
      return rest;
    };
    // What an input leaves out and an answer always has are two schemas of one name. A new name changes those that refer to it.
    const differs = (name: string, definition: Json) => {
      const known = this.schemas[names.get(name) ?? name];
      return known !== undefined && !isDeepStrictEqual(known, convert(definition));
    };
    for (;;) {
      const other = Object.entries(definitions).find(([name, part]) => names.get(name) === name && differs(name, part));
      if (other === undefined) break;
      names.set(other[0], `${other[0]}${io === 'input' ? 'Input' : 'Output'}`);
    }
    const twice = Object.entries(definitions).find(([name, part]) => differs(name, part));
    if (twice) throw new Error(`Two different schemas are called ${names.get(twice[0])}.`);
    const own = Object.keys(definitions).find((key) => definitions[key] === root);
    for (const [name, part] of Object.entries(definitions)) {
      // Inputs are spelled out at their call; one is kept as well where it contains itself.
      if (io === 'output' || name !== own || JSON.stringify(definitions).includes(`"#/$defs/${name}"`))
        this.schemas[names.get(name) ?? name] = convert(part);
    }
    return { component: convert(root), name: own === undefined ? null : (names.get(own) ?? own) };
  }

  /** Fields of an input, spelled out: they are spread over address and body. */
  addInput(schema: z.ZodType): Json {
    return this.#keep(schema, 'input').component;
  }

  /** An answer; a named one is referred to. */
  addOutput(schema: z.ZodType): Json {
    const { component, name } = this.#keep(schema, 'output');
    return name === null ? component : { $ref: `#/components/schemas/${name}` };
  }
}
