import type { Endpoint } from '../endpoint.ts';
import type { ApiDocument } from './described.ts';
import { errorComponents } from './error-answers.ts';
import { fileOperations } from './file-operations.ts';
import { describeOperation } from './operation.ts';
import { SchemaCollector } from './schemas.ts';
import { headers, parameters, securitySchemes } from './shared-parts.ts';

const description = [
  'Numbers of music marketing that never silently change: campaigns, audiences, imports, metrics and reports of one organization.',
  '**Who calls**: send an API key or the token of a session as `Authorization: Bearer …`. A key decides the organization; a person names one of theirs in `X-Organization`. Each call lists the scope or permission that it needs.',
  '**Errors** have a stable code in `error.data.code`, details in a form of their own for each code, and in `error.data.documentationUrl` the page that explains it.',
  '**Repeating**: a mutation with an `Idempotency-Key` happens once, however often it is sent within a day.',
  '**Pages**: a list answers `items` and `nextCursor`. Send that as `cursor` for the next page; on the last one it is null. `limit` is 1 to 200.',
  '**Limits**: each call costs points. `RateLimit` says what is left; a call beyond it is answered with 429 and `Retry-After`.',
].join('\n\n');

/** The API as an OpenAPI 3.1 document, made from the contracts. */
export function openApiDocument(endpoints: readonly Endpoint[]): ApiDocument {
  const collector = new SchemaCollector();
  const errors = errorComponents(collector);
  const paths: ApiDocument['paths'] = {};
  for (const endpoint of endpoints) {
    const { path, method } = endpoint.procedure.http;
    paths[path] = { ...paths[path], [method.toLowerCase()]: describeOperation(endpoint, collector) };
  }
  Object.assign(paths, fileOperations(collector));
  const domains = [...new Set(endpoints.map(({ domain }) => domain))];
  return {
    openapi: '3.1.0',
    info: { title: 'SongTrackPro', version: '0.1.0', description, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/', description: 'The server that answered this document.' }],
    tags: domains.map((name) => ({ name })),
    security: [{ apiKey: [] }, { session: [] }],
    paths,
    components: {
      schemas: { ...collector.schemas, ...errors.schemas },
      responses: collector.responses,
      examples: errors.examples,
      headers,
      parameters,
      securitySchemes,
    },
  };
}
