import { isMinorUnits, wordName } from './words.ts';

/** The part of JSON Schema that zod writes. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  id?: string;
  description?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  enum?: (string | number)[];
  const?: string | number | boolean;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
}

export const comment = (text: string | undefined, indent: string) =>
  text === undefined ? '' : `${indent}/** ${text.replaceAll('*/', '* /')} */\n`;

const refName = (ref: string) => ref.split('/').at(-1) ?? ref;

function union(parts: string[]): string {
  return [...new Set(parts)].join(' | ');
}

function renderObject(schema: Schema, indent: string): string {
  const { properties = {}, required = [], additionalProperties } = schema;
  const entries = Object.entries(properties);
  if (entries.length === 0) {
    if (typeof additionalProperties === 'object') return `Record<string, ${renderType(additionalProperties, indent)}>`;
    return 'Record<string, never>';
  }
  const inner = `${indent}  `;
  const lines = entries.map(([name, property]) => {
    const optional = required.includes(name) ? '' : '?';
    const orUndefined = optional ? ' | undefined' : '';
    const description = property.$ref ? undefined : property.description;
    const type = renderType(property, inner);
    const typed = isMinorUnits(name) ? type.replace(/\bnumber\b/, 'MinorUnits') : type;
    return `${comment(description, inner)}${inner}${name}${optional}: ${typed}${orUndefined};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}

function renderType(schema: Schema, indent: string): string {
  if (schema.$ref !== undefined) return refName(schema.$ref);
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants) return union(variants.map((variant) => renderType(variant, indent)));
  if (schema.allOf) return schema.allOf.map((part) => renderType(part, indent)).join(' & ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => renderType({ ...schema, type }, indent)));
  switch (schema.type) {
    case 'object':
      return renderObject(schema, indent);
    case 'array': {
      const item = renderType(schema.items ?? {}, indent);
      return item.includes(' | ') ? `(${item})[]` : `${item}[]`;
    }
    case 'string':
      return wordName(schema) ?? 'string';
    case 'boolean':
    case 'null':
      return schema.type;
    case 'number':
    case 'integer':
      return 'number';
    default:
      return 'unknown';
  }
}

/** One exported declaration: an interface for an object, else a type alias. */
export function renderSchema(name: string, schema: Schema): string {
  const body = renderType(schema, '');
  const doc = comment(schema.description, '');
  return schema.type === 'object' && schema.properties && Object.keys(schema.properties).length > 0
    ? `${doc}export interface ${name} ${body}\n`
    : `${doc}export type ${name} = ${body};\n`;
}
