import { html } from 'hono/html';
import type { Json } from '../json-schema.ts';
import { nameOfRef } from '../openapi/described.ts';
import type { Page } from '../pages.ts';

const textFormats: Record<string, string> = { uuid: 'UUID', date: 'calendar day', 'date-time': 'instant' };

/** zod bounds every integer by what a double holds exactly. */
const isOwnBound = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER;

function between(low: unknown, high: unknown, unit: string): string {
  if (isOwnBound(low) && isOwnBound(high)) return `, ${low} to ${high}${unit}`;
  if (isOwnBound(low)) return `, ${low}${unit} or more`;
  return isOwnBound(high) ? `, at most ${high}${unit}` : '';
}

function oneType(schema: Json): Page | string {
  const { type, format, minLength, maxLength, minimum, maximum, items } = schema;
  if (type === 'string')
    return `${textFormats[String(format)] ?? format ?? 'text'}${between(minLength, maxLength, ' characters')}`;
  if (type === 'integer' || type === 'number') return `${type}${between(minimum, maximum, '')}`;
  if (type === 'array') return html`list of ${typeText((items ?? {}) as Json)}`;
  if (type === 'object' && typeof schema.additionalProperties === 'object' && schema.additionalProperties !== null)
    return html`object of ${typeText(schema.additionalProperties as Json)} by name`;
  return type === undefined ? 'any value' : String(type);
}

const joined = (parts: readonly unknown[], between: string) =>
  parts.map((part, at) => html`${at === 0 ? '' : between}${part}`);

/** The type of a value in words; named ones lead to their place on the page of types. */
export function typeText(schema: Json): Page | string {
  if (typeof schema.$ref === 'string') {
    const name = nameOfRef(schema.$ref);
    return html`<a href="/docs/types#${name}">${name}</a>`;
  }
  const choices = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  if (choices) return html`${joined(choices.map(typeText), ' or ')}`;
  if ('const' in schema) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (Array.isArray(schema.enum))
    return html`${joined(
      schema.enum.map((value) => html`<code>${String(value)}</code>`),
      ', ',
    )}`;
  if (Array.isArray(schema.type))
    return html`${joined(
      schema.type.map((type) => oneType({ ...schema, type })),
      ' or ',
    )}`;
  return oneType(schema);
}
