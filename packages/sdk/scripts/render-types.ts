import { contract, type DomainContract, ErrorData, errorDetails } from '@songtrackpro/contracts';
import { z } from 'zod';
import { comment, renderSchema, type Schema } from './render-schema.ts';
import { words } from './words.ts';

const header = '// Made from the contracts by the script `generate`; a test compares the two. Do not edit.\n';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const singular = (domain: string) => (domain.endsWith('s') ? domain.slice(0, -1) : domain);

/** Name of a procedure's input or output where its schema has none of its own: `TrackGetInput`. */
function typeName(domain: string, procedure: string, side: 'Input' | 'Output'): string {
  return capital(singular(domain)) + capital(procedure) + side;
}

interface NamedType {
  /** The domain that speaks of it first; later ones import it from there. */
  domain: string;
  text: string;
}

class TypeCollector {
  readonly types = new Map<string, NamedType>();
  #domain = '';

  /** Types that are new from here on belong to this domain. */
  enter(domain: string): void {
    this.#domain = domain;
  }

  #define(name: string, schema: Schema): void {
    const text = renderSchema(name, schema);
    const known = this.types.get(name);
    if (known !== undefined && known.text !== text) throw new Error(`two different types are called ${name}`);
    if (known === undefined) this.types.set(name, { domain: this.#domain, text });
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

function collectTypes(): Map<string, NamedType> {
  const collector = new TypeCollector();
  for (const [name, { type, description }] of Object.entries(words))
    collector.types.set(name, { domain: 'core', text: `${comment(description, '')}export type ${name} = ${type};\n` });
  collector.enter('errors');
  collector.add(ErrorData, 'output', 'ErrorData');
  collector.add(z.object(errorDetails), 'output', 'ErrorDetailsByCode');
  for (const [domain, procedures] of Object.entries<DomainContract>(contract)) {
    collector.enter(domain);
    for (const [name, procedure] of Object.entries(procedures)) {
      collector.add(procedure.input, 'input', typeName(domain, name, 'Input'));
      collector.add(procedure.output, 'output', typeName(domain, name, 'Output'));
    }
  }
  return collector.types;
}

/** Import lines for the types of other domains that a text names. */
function importsOf(domain: string, text: string, types: Map<string, NamedType>): string[] {
  const words = new Set(text.replaceAll(/\/\*\*.*?\*\//g, '').match(/\b[A-Z]\w*\b/g));
  const foreign = [...types].filter(([name, type]) => type.domain !== domain && words.has(name));
  const byDomain = Map.groupBy(foreign, ([, type]) => type.domain);
  return [...byDomain].map(([from, named]) => {
    const names = named.map(([name]) => name).sort();
    return `import type { ${names.join(', ')} } from './${from}.ts';\n`;
  });
}

/**
 * The SDK's types as files: one named type for each entity, input and output of the contracts, by domain, and the list of
 * the domains in `types.ts`.
 */
export function renderTypes(): Map<string, string> {
  const types = collectTypes();
  const files = new Map<string, string>();
  const domains = Map.groupBy(types, ([, type]) => type.domain);
  for (const [domain, members] of domains) {
    const texts = members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { text }]) => text);
    const body = texts.join('\n');
    files.set(`types/${domain}.ts`, [header, ...importsOf(domain, body, types), body].join('\n'));
  }
  const list = [...domains.keys()].sort().map((domain) => `export type * from './types/${domain}.ts';\n`);
  files.set('types.ts', `${header}\n${list.join('')}`);
  return files;
}
