import { posix } from 'node:path';
import { contract, type DomainContract, ErrorData, errorDetails } from '@songtrackpro/contracts';
import { z } from 'zod';
import { comment, renderSchema, type Schema } from './render-schema.ts';
import { readSchemaFiles } from './schema-files.ts';
import { words } from './words.ts';

const header = '// Made from the contracts by the script `generate`; a test compares the two. Do not edit.\n';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const singular = (domain: string) => (domain.endsWith('s') ? domain.slice(0, -1) : domain);

/** Name of a procedure's input or output where its schema has none of its own: `TrackGetInput`. */
function typeName(domain: string, procedure: string, side: 'Input' | 'Output'): string {
  return capital(singular(domain)) + capital(procedure) + side;
}

interface NamedType {
  /** Where it is written, below `types`. */
  file: string;
  text: string;
}

class TypeCollector {
  readonly types = new Map<string, NamedType>();
  readonly #schemaFiles: ReadonlyMap<string, string>;
  #file = '';

  constructor(schemaFiles: ReadonlyMap<string, string>) {
    this.#schemaFiles = schemaFiles;
  }

  /** Types that no file of the contracts names belong into this one from here on. */
  enter(file: string): void {
    this.#file = file;
  }

  #define(name: string, schema: Schema): void {
    const text = renderSchema(name, schema);
    const known = this.types.get(name);
    if (known !== undefined && known.text !== text) throw new Error(`two different types are called ${name}`);
    if (known !== undefined) return;
    this.types.set(name, { file: this.#schemaFiles.get(name) ?? this.#file, text });
  }

  /** Adds a schema and everything it refers to; its own id names it, else the fallback. */
  add(schema: z.ZodType, io: 'input' | 'output', fallback: string): void {
    const {
      $defs = {},
      $ref,
      ...rest
    } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' }) as Schema;
    for (const [name, definition] of Object.entries($defs)) this.#define(name, definition);
    if ($ref !== undefined) return;
    this.#define(z.globalRegistry.get(schema)?.id ?? fallback, rest);
  }
}

async function collectTypes(): Promise<Map<string, NamedType>> {
  const collector = new TypeCollector(await readSchemaFiles());
  for (const [name, { type, description }] of Object.entries(words))
    collector.types.set(name, {
      file: 'core/words',
      text: `${comment(description, '')}export type ${name} = ${type};\n`,
    });
  collector.enter('core/error-details');
  collector.add(ErrorData, 'output', 'ErrorData');
  collector.add(z.object(errorDetails), 'output', 'ErrorDetailsByCode');
  for (const [domain, procedures] of Object.entries<DomainContract>(contract)) {
    collector.enter(`${domain}/calls`);
    for (const [name, procedure] of Object.entries(procedures)) {
      collector.add(procedure.input, 'input', typeName(domain, name, 'Input'));
      collector.add(procedure.output, 'output', typeName(domain, name, 'Output'));
    }
  }
  return collector.types;
}

/** Import lines for the types of other files that a text names. */
function importsOf(file: string, text: string, types: Map<string, NamedType>): string[] {
  const named = new Set(text.replaceAll(/\/\*\*.*?\*\//g, '').match(/\b[A-Z]\w*\b/g));
  const foreign = [...types].filter(([name, type]) => type.file !== file && named.has(name));
  return [...Map.groupBy(foreign, ([, type]) => type.file)].map(([other, members]) => {
    const names = members.map(([name]) => name).sort();
    const path = posix.relative(posix.dirname(file), other);
    return `import type { ${names.join(', ')} } from '${path.startsWith('.') ? path : `./${path}`}.ts';\n`;
  });
}

/**
 * The SDK's types as files: one named type for each entity, input and output of the contracts. A type lies where the
 * contracts have its schema, so what several domains share is written once, and no file grows longer than its model; those that
 * are named after a call alone lie in `calls.ts` of their domain. `types.ts` lists the files.
 */
export async function renderTypes(): Promise<Map<string, string>> {
  const types = await collectTypes();
  const files = new Map<string, string>();
  const groups = Map.groupBy(types, ([, type]) => type.file);
  for (const [file, members] of groups) {
    const texts = members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { text }]) => text);
    const body = texts.join('\n');
    files.set(`types/${file}.ts`, [header, importsOf(file, body, types).join(''), body].join('\n'));
  }
  const list = [...groups.keys()].sort().map((file) => `export type * from './types/${file}.ts';\n`);
  files.set('types.ts', `${header}\n${list.join('')}`);
  return files;
}
