import type { Procedure } from '@songtrackpro/contracts';
import type { Endpoint } from '../endpoint.ts';
import type { Json } from '../json-schema.ts';
import { codesOf, errorAnswers } from './error-answers.ts';
import type { SchemaCollector } from './schema-collector.ts';

const parameter = (name: string) => ({ $ref: `#/components/parameters/${name}` });
const header = (name: string) => ({ $ref: `#/components/headers/${name}` });

const pathParameters = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');

/** Who may be shown by what: a person's own calls need a session, an organization's take either. */
function securityOf({ permission }: Procedure): Json[] {
  if (permission === 'public') return [];
  return permission === 'self' || permission === 'staff' ? [{ session: [] }] : [{ apiKey: [] }, { session: [] }];
}

function headersOf({ kind, permission }: Procedure) {
  const isOfOrganization = !['public', 'self', 'staff'].includes(permission);
  return [
    ...(isOfOrganization ? [parameter('Organization')] : []),
    ...(kind === 'mutation' ? [parameter('IdempotencyKey')] : []),
    ...(kind === 'subscription' ? [parameter('LastEventId')] : []),
  ];
}

function requestParts({ procedure }: Endpoint, input: Json): Json {
  const { http } = procedure;
  const properties = (input.properties ?? {}) as Json;
  const example = (procedure.example ?? {}) as Json;
  const inPath = pathParameters(http.path);
  const required = (input.required ?? []) as string[];
  const field = (name: string, place: 'path' | 'query') => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: properties[name] ?? {},
    ...(name in example && { example: example[name] }),
  });
  const parameters = [...inPath.map((name) => field(name, 'path')), ...headersOf(procedure)];
  const rest = Object.keys(properties).filter((name) => !inPath.includes(name));
  if (http.method === 'GET') return { parameters: [...parameters, ...rest.map((name) => field(name, 'query'))] };
  const schema = {
    ...input,
    properties: Object.fromEntries(rest.map((name) => [name, properties[name]])),
    required: required.filter((name) => rest.includes(name)),
  };
  const bodyExample = Object.fromEntries(Object.entries(example).filter(([name]) => !inPath.includes(name)));
  return {
    parameters,
    requestBody: { required: true, content: { 'application/json': { schema, example: bodyExample } } },
  };
}

function needs({ permission }: Procedure): string {
  switch (permission) {
    case 'public':
      return 'Anybody may call it.';
    case 'self':
      return 'For a signed-in person.';
    case 'staff':
      return 'For those who run the installation.';
    default:
      return `Needs the permission \`${permission}\`.`;
  }
}

/** One procedure as an operation. */
export function operationOf(endpoint: Endpoint, collector: SchemaCollector): Json {
  const { procedure } = endpoint;
  const isStream = procedure.kind === 'subscription';
  const answer = {
    description: isStream ? 'Server-sent events; `data` of each is one of these.' : 'The answer.',
    headers: {
      'x-request-id': header('RequestId'),
      ratelimit: header('RateLimit'),
      'ratelimit-policy': header('RateLimitPolicy'),
    },
    content: {
      [isStream ? 'text/event-stream' : 'application/json']: { schema: collector.addOutput(procedure.output) },
    },
  };
  return {
    operationId: endpoint.path,
    tags: [endpoint.domain],
    summary: procedure.summary,
    description: `${procedure.description} ${needs(procedure)}`,
    security: securityOf(procedure),
    'x-weight': procedure.weight,
    ...requestParts(endpoint, collector.addInput(procedure.input)),
    responses: { 200: answer, ...errorAnswers(codesOf(procedure)) },
  };
}
