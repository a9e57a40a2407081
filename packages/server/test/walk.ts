import { contract, type Procedure } from '@songtrackpro/contracts';
import { type Json, toJsonSchema } from '../src/core/json-schema.ts';
import { readAnswer } from './call-procedure.ts';

export interface Walked {
  path: string;
  procedure: Procedure;
}

/** Every procedure of the contract; a new one is walked on the day it is written. */
export const procedures: readonly Walked[] = Object.entries(contract).flatMap(([domain, group]) =>
  Object.entries(group as Record<string, Procedure>).map(([name, procedure]) => ({
    path: `${domain}.${name}`,
    procedure,
  })),
);

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const uuidsInText = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** The input with every id-shaped value replaced. */
function withId(value: unknown, id: string): unknown {
  if (typeof value === 'string') return uuid.test(value) ? id : value;
  if (Array.isArray(value)) return value.map((part) => withId(part, id));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withId(part, id)]));
}

/** What a place for ids takes: an id, or a list of one; undefined where a schema has no place for an id. */
function placed(schema: Json, definitions: Record<string, Json>, id: string): unknown {
  if (typeof schema.$ref === 'string')
    return placed(definitions[schema.$ref.split('/').at(-1) ?? ''] ?? {}, definitions, id);
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices))
    return choices.map((one) => placed(one, definitions, id)).find((one) => one !== undefined);
  if (schema.type === 'string') return schema.format === 'uuid' ? id : undefined;
  if (schema.type !== 'array') return undefined;
  const item = placed((schema.items ?? {}) as Json, definitions, id);
  return item === undefined ? undefined : [item];
}

/**
 * Inputs of a procedure that carry the ids: its example with each id in every place that holds one, and the same with
 * each further place that its schema has. Without any such place there is one input.
 */
export function inputsWith({ procedure }: Walked, ids: Iterable<string>): unknown[] {
  const { root, definitions } = toJsonSchema(procedure.input, 'input');
  const properties = Object.entries((root.properties ?? {}) as Record<string, Json>);
  const inputs = new Map<string, unknown>();
  const add = (input: unknown) => inputs.set(JSON.stringify(input), input);
  for (const id of ids) {
    const example = withId(procedure.example, id);
    add(example);
    for (const [name, schema] of properties) {
      const value = placed(schema, definitions, id);
      if (value !== undefined) add({ ...(example as object), [name]: value });
    }
  }
  return [...inputs.values()];
}

/** Calls a procedure over HTTP with any input, below the SDK, which would not let everything through. */
export async function callProcedure(
  url: string,
  { path, procedure }: Walked,
  input: unknown,
  headers: Record<string, string>,
): Promise<{ status: number; body: string }> {
  const all = { 'content-type': 'application/json', ...headers };
  const body = JSON.stringify(input);
  // A subscription is read like a query; what it streams is text as well.
  const answer =
    procedure.kind === 'mutation'
      ? await fetch(`${url}/trpc/${path}`, { method: 'POST', headers: all, body })
      : await fetch(`${url}/trpc/${path}?input=${encodeURIComponent(body)}`, { headers: all });
  return { status: answer.status, body: withoutStreamedErrors(await readAnswer(answer)) };
}

/** A stream answers 200 before its verb has run: what is wrong comes as an event. Other answers are left as they are. */
function withoutStreamedErrors(body: string): string {
  return body
    .split('\n\n')
    .filter((event) => !/^event: (serialized-)?error$/m.test(event))
    .join('\n\n');
}
