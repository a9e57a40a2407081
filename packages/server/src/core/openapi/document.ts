import { ErrorData } from '@songtrackpro/contracts';
import type { Endpoint } from '../endpoint.ts';
import type { Json } from '../json-schema.ts';
import { errorSchema, sharedComponents } from './components.ts';
import { operationOf } from './operation.ts';
import { SchemaCollector } from './schema-collector.ts';

/** What a domain answers at an address of its own, beside its procedures: files, for example. */
export type OtherOperations = Record<string, Json>;

/** The API as an OpenAPI 3.1 document, made from the contracts. */
export function openApiDocument(endpoints: readonly Endpoint[], others: OtherOperations = {}): Json {
  const collector = new SchemaCollector();
  const paths: Record<string, Json> = { ...others };
  for (const endpoint of endpoints) {
    const { path, method } = endpoint.procedure.http;
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(endpoint, collector) };
  }
  const error = errorSchema(collector.addOutput(ErrorData));
  return {
    openapi: '3.1.0',
    info: { title: 'SongTrackPro', version: '0.1.0', license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/' }],
    tags: [...new Set(endpoints.map(({ domain }) => domain))].map((name) => ({ name })),
    paths,
    components: { ...sharedComponents, schemas: { ...collector.schemas, Error: error } },
  };
}
