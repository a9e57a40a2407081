import { html } from 'hono/html';
import type { Json } from '../json-schema.ts';
import { type Page, withCode } from '../pages.ts';
import { typeText } from './type-text.ts';

export interface Field {
  name: string;
  schema: Json;
  required: boolean;
  /** Where it is sent, for example `query`. */
  place?: string;
}

/** The object behind a field that has no name of its own, so that its fields are listed with it. */
function innerOf(schema: Json): { object: Json; suffix: string } | undefined {
  if (schema.properties) return { object: schema, suffix: '' };
  if (schema.type === 'array') {
    const inner = innerOf((schema.items ?? {}) as Json);
    return inner && { object: inner.object, suffix: '[]' };
  }
  const object = ((schema.anyOf ?? []) as Json[]).find((variant) => variant.properties);
  return object && { object, suffix: '' };
}

/** Fields of an object, those of inner objects with their path. */
export function fieldsOf(schema: Json, place?: string, prefix = ''): Field[] {
  const required = (schema.required ?? []) as string[];
  return Object.entries((schema.properties ?? {}) as Record<string, Json>).flatMap(([key, part]) => {
    const name = `${prefix}${key}`;
    const field = { name, schema: part, required: required.includes(key), ...(place !== undefined && { place }) };
    const inner = innerOf(part);
    return inner ? [field, ...fieldsOf(inner.object, place, `${name}${inner.suffix}.`)] : [field];
  });
}

function presence({ schema, required }: Field): string {
  if (schema.default !== undefined) return `, ${JSON.stringify(schema.default)} unless given`;
  return required ? '' : ', optional';
}

/** Fields as a table; a sentence where there are none. */
export function fieldsTable(fields: readonly Field[]): Page {
  if (fields.length === 0) return html`<p>No fields.</p>`;
  const placed = fields.some(({ place }) => place !== undefined);
  const rows = fields.map(
    (field) => html`<tr><td><code>${field.name}</code></td>${placed ? html`<td>${field.place ?? ''}</td>` : ''}
<td>${typeText(field.schema)}${presence(field)}</td><td>${withCode(String(field.schema.description ?? ''))}</td></tr>`,
  );
  return html`<table><tr><th>Field</th>${placed ? html`<th>In</th>` : ''}<th>Type</th><th></th></tr>${rows}</table>`;
}

/** The fields of an object, or of each of its forms. */
export function schemaTables(schema: Json, place?: string): Page {
  const forms = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  const objects = forms?.filter((form) => form.properties) ?? [];
  if (objects.length > 0) return html`${objects.map((form) => fieldsTable(fieldsOf(form, place)))}`;
  return schema.properties ? fieldsTable(fieldsOf(schema, place)) : html`<p>${typeText(schema)}</p>`;
}
