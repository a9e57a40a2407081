import type { Endpoint } from '../endpoint.ts';
import type { Json } from '../json-schema.ts';
import type { Operation, Parameter } from './described.ts';
import { errorAnswers } from './error-answers.ts';
import { sampleOf } from './sample.ts';
import type { SchemaCollector } from './schemas.ts';
import { headerParameters, headersOf, securityOf } from './shared-parts.ts';

const pathParameters = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');

/** Fields of an object, and what else its schema has of them. */
interface Fields {
  properties: Record<string, Json>;
  required: readonly string[];
}

const fieldsOf = (schema: Json): Fields => ({
  properties: (schema.properties ?? {}) as Record<string, Json>,
  required: (schema.required ?? []) as string[],
});

const pick = (fields: object, names: readonly string[]): Json =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));

/** An input spread over the address, its query and a body. */
function requestParts({ procedure }: Endpoint, input: Json): Pick<Operation, 'parameters' | 'requestBody'> {
  const { http } = procedure;
  const example = procedure.example as Json;
  const { properties, required } = fieldsOf(input);
  const inPath = pathParameters(http.path);
  const parameter = (name: string, place: 'path' | 'query'): Parameter => {
    const { description, ...schema } = properties[name] ?? {};
    return {
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(typeof description === 'string' && { description }),
      schema,
      ...(name in example && { example: example[name] }),
    };
  };
  const path = inPath.map((name) => parameter(name, 'path'));
  const rest = Object.keys(properties).filter((name) => !inPath.includes(name));
  const headers = headerParameters(procedure);
  if (http.method === 'GET')
    return { parameters: [...path, ...rest.map((name) => parameter(name, 'query')), ...headers] };
  const parameters = [...path, ...headers];
  // Of an input with several forms, each has its own fields.
  const forms = input.anyOf ?? input.oneOf;
  if (rest.length === 0 && forms === undefined) return { parameters };
  const isRequired = required.filter((name) => rest.includes(name));
  const body = {
    ...input,
    ...(forms === undefined && { properties: pick(properties, rest), required: isRequired }),
  };
  const ofBody = Object.keys(example).filter((name) => !inPath.includes(name));
  const content = { 'application/json': { schema: body, example: pick(example, ofBody) } };
  return { parameters, requestBody: { required: forms !== undefined || isRequired.length > 0, content } };
}

/** An answer that fits the example of the input: what was given comes back. */
function answerExample({ procedure }: Endpoint, schema: Json, definitions: Record<string, Json>): unknown {
  const example = sampleOf(schema, definitions);
  if (typeof example !== 'object' || example === null || Array.isArray(example)) return example;
  const given = pick(procedure.example as object, Object.keys(example));
  const echoed = { ...example, ...given };
  return procedure.output.safeParse(echoed).success ? echoed : example;
}

/** One call as the document describes it. */
export function describeOperation(endpoint: Endpoint, collector: SchemaCollector): Operation {
  const { domain, path, procedure } = endpoint;
  const { kind, permission, summary, description, weight, errors, http } = procedure;
  const isStream = kind === 'subscription';
  const schema = collector.addOutput(procedure.output);
  const content = { schema, example: answerExample(endpoint, schema, collector.schemas) };
  const answer = {
    description: isStream ? 'Server-sent events; `data` of each is one of these.' : 'The answer.',
    headers: headersOf(200),
    content: { [isStream ? 'text/event-stream' : 'application/json']: content },
  };
  return {
    operationId: path,
    tags: [domain],
    summary,
    description: `${description} Needs \`${permission}\`; costs ${weight === 1 ? '1 point' : `${weight} points`}.`,
    security: securityOf(procedure),
    ...requestParts(endpoint, collector.addInput(procedure.input)),
    responses: { 200: answer, ...errorAnswers({ kind, errors, method: http.method }, collector.responses) },
  };
}
