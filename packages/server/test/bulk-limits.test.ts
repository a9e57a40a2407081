import { bulkLimit } from '@songtrackpro/contracts';
import { describe, expect, test } from 'vitest';
import { type Json, toJsonSchema } from '../src/core/json-schema.ts';
import { openTestServer } from './support.ts';
import { callProcedure, procedures, type Walked } from './walk.ts';

const { server, organization } = await openTestServer();
const label = await organization();
const headers = { authorization: `Bearer ${label.apiKey}` };

/** Stands for a row where the example of a call has none. */
const absentId = '01930000-0000-7000-8000-000000000000';
/** Lists that take so many rows or more are what a call is made in bulk for. */
const fewestInBulk = 1000;

interface Place {
  path: string;
  maxItems: number | null;
}

/** Every list that a schema has, at any depth; a definition that names itself is entered once. */
function listsIn(schema: Json, definitions: Record<string, Json>, path: string, seen: readonly string[]): Place[] {
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return seen.includes(name) ? [] : listsIn(definitions[name] ?? {}, definitions, path, [...seen, name]);
  }
  const parts = [schema.anyOf, schema.oneOf, schema.allOf].flatMap((choices) =>
    Array.isArray(choices) ? choices : [],
  );
  const inner = [
    ...parts.flatMap((part: Json) => listsIn(part, definitions, path, seen)),
    ...Object.entries((schema.properties ?? {}) as Record<string, Json>).flatMap(([name, property]) =>
      listsIn(property, definitions, path === '' ? name : `${path}.${name}`, seen),
    ),
    ...(schema.type === 'array' ? listsIn((schema.items ?? {}) as Json, definitions, `${path}[]`, seen) : []),
  ];
  if (schema.type !== 'array') return inner;
  return [{ path, maxItems: typeof schema.maxItems === 'number' ? schema.maxItems : null }, ...inner];
}

function listsOf({ procedure }: Walked): Place[] {
  const { root, definitions } = toJsonSchema(procedure.input, 'input');
  return listsIn(root, definitions, '', []);
}

const bulk = procedures.flatMap((walked) =>
  listsOf(walked).flatMap(({ path, maxItems }) =>
    maxItems !== null && maxItems >= fewestInBulk && !path.includes('.') && !path.includes('[')
      ? [{ name: `${walked.path} ${path}`, walked, field: path, most: maxItems }]
      : [],
  ),
);

test('every list that a call takes has a limit, and none is above that of bulk calls', () => {
  const unlimited = procedures.flatMap((walked) =>
    listsOf(walked)
      .filter(({ maxItems }) => maxItems === null || maxItems > bulkLimit)
      .map(({ path }) => `${walked.path} ${path}`),
  );
  expect(unlimited).toEqual([]);
});

test('artists, tracks, campaigns and audiences that are deleted in bulk are restored in bulk', () => {
  const names = new Set(procedures.map(({ path }) => path));
  const deleting = [...names].filter((path) => path.endsWith('.deleteMany'));
  expect(deleting.toSorted()).toEqual(
    ['artists', 'audiences', 'campaigns', 'tracks'].map((domain) => `${domain}.deleteMany`),
  );
  for (const path of deleting) expect(names).toContain(path.replace('delete', 'restore'));
});

describe('one row more than a call takes is refused by the name of its list and with the limit', () => {
  test.for(bulk)('$name', async ({ walked, field, most }) => {
    const example = walked.procedure.example as Record<string, unknown>;
    const [row = absentId] = (example[field] ?? []) as unknown[];
    const input = { ...example, [field]: Array.from({ length: most + 1 }, () => row) };
    const { status, body } = await callProcedure(server.url, walked, input, headers);
    expect({ status, body }).toMatchObject({ status: 400, body: expect.stringContaining('"code":"invalid_input"') });
    const { error } = JSON.parse(body) as {
      error: { data: { details: { fields: { path: string; message: string }[] } } };
    };
    const fault = error.data.details.fields.find(({ path }) => path === field);
    expect(fault?.message).toContain(String(most));
  });

  test('the walk has found calls in bulk of every kind', () => {
    const found = bulk.map(({ walked }) => walked.path);
    expect(found).toEqual(
      expect.arrayContaining(['tracks.createMany', 'campaigns.updateMany', 'audiences.restoreMany']),
    );
  });
});
