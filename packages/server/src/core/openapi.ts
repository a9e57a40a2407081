import { ErrorData, errorCatalogue, everyCallErrors } from '@songtrackpro/contracts';
import type { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { type Json, toJsonSchema } from './json-schema.ts';

class SchemaCollector {
  readonly schemas: Json = {};

  #keep(definitions: Record<string, Json>): void {
    for (const [name, definition] of Object.entries(definitions)) this.schemas[name] = toComponent(definition);
  }

  /** Fields of an input, spelled out: they are spread over address and body. */
  addInput(schema: z.ZodType): Json {
    const { root, definitions } = toJsonSchema(schema, 'input');
    this.#keep(definitions);
    return toComponent(root);
  }

  /** An answer; a named one is referred to. */
  addOutput(schema: z.ZodType): Json {
    const { root, definitions } = toJsonSchema(schema, 'output');
    this.#keep(definitions);
    const name = Object.keys(definitions).find((key) => definitions[key] === root);
    return name === undefined ? toComponent(root) : { $ref: `#/components/schemas/${name}` };
  }
}

/** References point to the components; `id` would give the part an address of its own. */
function toComponent(schema: Json): Json {
  const { id: _, ...rest } = JSON.parse(JSON.stringify(schema).replaceAll('#/$defs/', '#/components/schemas/')) as Json;
  return rest;
}

const pathParameters = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');

function requestParts(endpoint: Endpoint, input: Json): Json {
  const { http } = endpoint.procedure;
  const properties = (input.properties ?? {}) as Json;
  const inPath = pathParameters(http.path);
  const required = (input.required ?? []) as string[];
  const parameters = inPath.map((name) => ({ name, in: 'path', required: true, schema: properties[name] ?? {} }));
  const rest = Object.keys(properties).filter((name) => !inPath.includes(name));
  if (http.method === 'GET') {
    const query = rest.map((name) => ({
      name,
      in: 'query',
      required: required.includes(name),
      schema: properties[name],
    }));
    return { parameters: [...parameters, ...query] };
  }
  const body = {
    ...input,
    properties: Object.fromEntries(rest.map((name) => [name, properties[name]])),
    required: required.filter((name) => rest.includes(name)),
  };
  return { parameters, requestBody: { required: true, content: { 'application/json': { schema: body } } } };
}

function errorAnswers({ procedure }: Endpoint): Json {
  const byStatus = Object.groupBy([...everyCallErrors, ...procedure.errors], (code) =>
    String(errorCatalogue[code].status),
  );
  const error = { $ref: '#/components/schemas/Error' };
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, codes = []]) => [
      status,
      { description: [...new Set(codes)].join(', '), content: { 'application/json': { schema: error } } },
    ]),
  );
}

/** The API as an OpenAPI 3.1 document, made from the contracts. */
export function openApiDocument(endpoints: readonly Endpoint[]): Json {
  const collector = new SchemaCollector();
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const { http, summary, description, input, output, permission } = endpoint.procedure;
    const isStream = endpoint.procedure.kind === 'subscription';
    const answer = {
      description: isStream ? 'Server-sent events; `data` of each is one of these.' : 'The answer.',
      content: { [isStream ? 'text/event-stream' : 'application/json']: { schema: collector.addOutput(output) } },
    };
    paths[http.path] ??= {};
    paths[http.path] = {
      ...paths[http.path],
      [http.method.toLowerCase()]: {
        operationId: endpoint.path,
        tags: [endpoint.domain],
        summary,
        description: `${description} Needs the permission \`${permission}\`.`,
        ...requestParts(endpoint, collector.addInput(input)),
        responses: { 200: answer, ...errorAnswers(endpoint) },
      },
    };
  }
  const data = collector.addOutput(ErrorData);
  const error = {
    type: 'object',
    required: ['error'],
    properties: {
      error: {
        type: 'object',
        required: ['code', 'message', 'data'],
        properties: { code: { type: 'integer' }, message: { type: 'string' }, data },
      },
    },
  };
  return {
    openapi: '3.1.0',
    info: { title: 'SongTrackPro', version: '0.1.0', license: { name: 'MIT', identifier: 'MIT' } },
    security: [{ apiKey: [] }],
    paths,
    components: {
      schemas: { ...collector.schemas, Error: error },
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, `stp_…`.' } },
    },
  };
}
