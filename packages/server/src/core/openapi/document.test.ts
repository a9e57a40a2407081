import SwaggerParser from '@apidevtools/swagger-parser';
import { Validator } from '@seriousme/openapi-schema-validator';
import { contract, errorCodes, type Procedure } from '@songtrackpro/contracts';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openTestServer } from '../../../test/support.ts';
import { codesOf } from './error-answers.ts';

const { server } = await openTestServer({ worker: false });
const Parameter = z.object({ name: z.string(), in: z.string(), required: z.boolean().optional() });
const Operation = z.object({
  operationId: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.union([Parameter, z.object({ $ref: z.string() })])),
  requestBody: z
    .object({ content: z.record(z.string(), z.object({ schema: z.unknown(), example: z.unknown() }).partial()) })
    .optional(),
  responses: z.record(z.string(), z.object({ description: z.string() })),
});
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) });

const text = await (await fetch(`${server.url}/openapi.json`)).text();
const { paths } = Document.parse(JSON.parse(text));
const procedures = Object.entries(contract).flatMap(([domain, group]) =>
  Object.entries<Procedure>(group).map(([name, procedure]) => ({ path: `${domain}.${name}`, procedure })),
);
const operationOf = ({ http }: Procedure) => paths[http.path]?.[http.method.toLowerCase()];

test('two validators find the document valid', async () => {
  expect(await new Validator().validate(JSON.parse(text))).toMatchObject({ valid: true });
  await expect(SwaggerParser.validate(JSON.parse(text))).resolves.toMatchObject({ openapi: '3.1.0' });
});

test('every procedure is an operation at its address, and the upload of a file is one', () => {
  for (const { path, procedure } of procedures) expect(operationOf(procedure)?.operationId, path).toBe(path);
  expect(paths['/v1/imports/{id}/content']?.put?.operationId).toBe('imports.content');
});

test('an operation says by what its caller is known', () => {
  for (const { path, procedure } of procedures) {
    const schemes = operationOf(procedure)?.security.flatMap((each) => Object.keys(each));
    const { permission } = procedure;
    const expected =
      permission === 'public' ? [] : ['self', 'staff'].includes(permission) ? ['session'] : ['apiKey', 'session'];
    expect(schemes, path).toEqual(expected);
  }
});

test('an operation names every code that it may answer, under its status', () => {
  for (const { path, procedure } of procedures) {
    const { 200: answer, ...refusals } = operationOf(procedure)?.responses ?? {};
    expect(answer, path).toBeDefined();
    const named = Object.values(refusals).flatMap(({ description }) => description.split(', '));
    expect(named.toSorted(), path).toEqual(codesOf(procedure).toSorted());
    expect(errorCodes, path).toEqual(expect.arrayContaining(named));
  }
});

test('fields of an input are parameters of the address or fields of the body, with the contract’s example', () => {
  const list = paths['/v1/tracks']?.get?.parameters ?? [];
  expect(list.filter((each) => 'in' in each && each.in === 'query')).toMatchObject([
    { name: 'limit', required: false },
    { name: 'cursor' },
    { name: 'artistId' },
  ]);
  const update = paths['/v1/campaigns/{id}']?.patch;
  expect(update?.parameters).toContainEqual(expect.objectContaining({ name: 'id', in: 'path', required: true }));
  const schema = { required: ['version'], properties: { version: {}, name: {} } };
  expect(update?.requestBody?.content['application/json']).toMatchObject({ schema });
  const create = paths['/v1/artists']?.post?.requestBody?.content['application/json'];
  expect(create?.example).toEqual(contract.artists.create.example);
});

test('a mutation takes an idempotency key, a subscription the last event, and both name the organization', () => {
  const refs = (procedure: Procedure) =>
    operationOf(procedure)?.parameters.flatMap((each) => ('$ref' in each ? [each.$ref.split('/').at(-1)] : []));
  expect(refs(contract.artists.create)).toEqual(['Organization', 'IdempotencyKey']);
  expect(refs(contract.imports.watch)).toEqual(['Organization', 'LastEventId']);
});
