import { validate } from '@hyperjump/json-schema/openapi-3-1';
import { Validator } from '@seriousme/openapi-schema-validator';
import { isPermission } from '@songtrackpro/contracts';
import { expect, test } from 'vitest';
import { DocumentJudge, listedIn } from '../../../test/fuzz/judge-by-document.ts';
import { domains } from '../../router.ts';
import { parametersOf } from '../reference/curl.ts';
import { nameOfRef } from './described.ts';
import { openApiDocument } from './document.ts';
import { answeredCodes } from './error-answers.ts';

const endpoints = domains.flat();
const api = openApiDocument(endpoints);
const text = JSON.stringify(api);
const listed = listedIn(api);
const judge = new DocumentJudge(api);

const callOf = (path: string) => {
  const call = listed.get(path);
  if (!call) throw new Error(`the document does not list ${path}`);
  return call;
};

test('two validators that share no code find the document to be OpenAPI 3.1, and find what is spoiled', async () => {
  const judged = async (document: string) => [
    (await validate('https://spec.openapis.org/oas/3.1/schema-base', JSON.parse(document))).valid,
    (await new Validator().validate(JSON.parse(document))).valid,
  ];
  expect(await judged(text)).toEqual([true, true]);
  expect(await judged(text.replace('"in":"query"', '"in":"elsewhere"'))).toEqual([false, false]);
}, 60_000);

test('every reference leads to a part of the document, and every part that calls share is used', () => {
  const references = new Set([...text.matchAll(/"#\/components\/(\w+\/[^"]+)"/g)].map(([, place = '']) => place));
  const { securitySchemes: _, ...components } = api.components;
  const parts = Object.entries(components).flatMap(([kind, ofKind]) =>
    Object.keys(ofKind).map((name) => `${kind}/${name}`),
  );
  expect([...references].filter((place) => !parts.includes(place))).toEqual([]);
  // A code that belongs to no procedure has a page all the same.
  const ofNoCall = (place: string) =>
    /^(examples|schemas)\/(ProcedureNotFoundError|procedure_not_found|MethodNotAllowedError|method_not_allowed)$/.test(
      place,
    );
  expect(parts.filter((place) => !references.has(place) && !ofNoCall(place))).toEqual([]);
});

test('every example is what the schema beside it describes', () => {
  const faults: unknown[] = [];
  const judged = (value: unknown, ...place: string[]) => {
    const fault = judge.faultAt(value, ...place);
    if (fault !== null) faults.push([place.join(' '), fault]);
  };
  for (const { path, method, operation } of listed.values()) {
    const at = ['paths', path, method];
    for (const [index, parameter] of operation.parameters.entries())
      if (!('$ref' in parameter) && parameter.example !== undefined)
        judged(parameter.example, ...at, 'parameters', String(index), 'schema');
    for (const [type, { example }] of Object.entries(operation.requestBody?.content ?? {}))
      if (example !== undefined) judged(example, ...at, 'requestBody', 'content', type, 'schema');
    for (const [type, { example }] of Object.entries(operation.responses[200].content))
      if (example !== undefined) judged(example, ...at, 'responses', '200', 'content', type, 'schema');
  }
  for (const [name, { example }] of Object.entries(api.components.parameters))
    if (example !== undefined) judged(example, 'components', 'parameters', name, 'schema');
  for (const [name, { content }] of Object.entries(api.components.responses))
    for (const [type, { examples = {} }] of Object.entries(content))
      for (const code of Object.keys(examples))
        judged(api.components.examples[code]?.value, 'components', 'responses', name, 'content', type, 'schema');
  expect(faults).toEqual([]);
});

test.each(endpoints)('$path has examples of what it takes and of what it answers', ({ path, procedure }) => {
  const { operation } = callOf(path);
  const body = operation.requestBody?.content['application/json'];
  const fromAddress = parametersOf(operation, api).flatMap(({ name, in: place, example }) =>
    place === 'header' || example === undefined ? [] : [[name, example]],
  );
  expect({ ...Object.fromEntries(fromAddress), ...(body?.example as object) }).toEqual(procedure.example);
  const [answer] = Object.values(operation.responses[200].content);
  expect(procedure.output.safeParse(answer?.example).error).toBeUndefined();
});

test.each(endpoints)('$path says who may call, what it costs and which errors it answers', ({ path, procedure }) => {
  const { operation } = callOf(path);
  const { permission } = procedure;
  const scopes = operation.security.map((one) => Object.values(one).flat());
  if (isPermission(permission)) expect(scopes).toEqual([[permission], [permission]]);
  else expect(operation.security.some((one) => 'apiKey' in one)).toBe(false);
  expect(operation.security.length === 0).toBe(permission === 'public');
  const codes = Object.entries(operation.responses).flatMap(([, answer]) =>
    '$ref' in answer
      ? Object.keys(api.components.responses[nameOfRef(answer.$ref)]?.content['application/json']?.examples ?? {})
      : [],
  );
  const { kind, errors, http } = procedure;
  expect(codes.sort()).toEqual(answeredCodes({ kind, errors, method: http.method }).sort());
  for (const code of procedure.errors) expect(codes).toContain(code);
  const headers = parametersOf(operation, api).flatMap(({ name, in: place }) => (place === 'header' ? [name] : []));
  const isRepeatable = procedure.kind === 'mutation' && permission !== 'public';
  expect(headers.includes('Idempotency-Key')).toBe(isRepeatable);
});
