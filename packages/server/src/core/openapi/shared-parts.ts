import type { Procedure } from '@songtrackpro/contracts';
import type { Json } from '../json-schema.ts';
import type { ApiDocument, Operation } from './described.ts';

const text = { type: 'string' };

/** Headers of answers, by their name in the document. */
export const headers: ApiDocument['components']['headers'] = {
  RequestId: {
    description: 'Id of the request, in the server’s log as well. Quote it when you report an error.',
    schema: { ...text, format: 'uuid' },
    example: '0b0c5a52-6f4e-4f0a-9d0c-0a8f7f1f2c11',
  },
  RateLimit: {
    description: 'What is left of each limit that counted this call: `r` points, and all of them again in `t` seconds.',
    schema: text,
    example: '"caller";r=998;t=60, "organization";r=4998;t=60',
  },
  RateLimitPolicy: {
    description: 'The limits that counted this call: `q` points in `w` seconds.',
    schema: text,
    example: '"caller";q=1000;w=60, "organization";q=5000;w=60',
  },
  RetryAfter: {
    description: 'Seconds to wait before the call is sent again.',
    schema: { type: 'integer', minimum: 0 },
    example: 12,
  },
};

const headerRef = (name: string): Json => ({ $ref: `#/components/headers/${name}` });

/** Headers that an answer with this status may carry. */
export function headersOf(status: number): Json {
  return {
    'X-Request-Id': headerRef('RequestId'),
    ...(status < 500 && { RateLimit: headerRef('RateLimit'), 'RateLimit-Policy': headerRef('RateLimitPolicy') }),
    ...(status === 429 && { 'Retry-After': headerRef('RetryAfter') }),
  };
}

/** Headers of requests, by their name in the document. */
export const parameters: ApiDocument['components']['parameters'] = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'The caller’s own id of this call, for example a UUID. Repeated with the same input within a day, the call is answered as the first time and does nothing again.',
    schema: { ...text, minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]{1,255}$' },
    example: '5f0c3c52-7f5e-4c39-9a1d-1d1b6e0f2c11',
  },
  Organization: {
    name: 'X-Organization',
    in: 'header',
    description: 'With a session: the organization that is meant, by id or slug. A key has its own.',
    schema: text,
  },
  ClientRequestId: {
    name: 'X-Client-Request-Id',
    in: 'header',
    description: 'The caller’s own id of the request: repeated in the answer and logged beside the server’s.',
    schema: { ...text, maxLength: 128, pattern: '^[\\w.:+/=-]{1,128}$' },
  },
  LastEventId: {
    name: 'Last-Event-ID',
    in: 'header',
    description: 'Id of the last event that was read: the stream goes on behind it.',
    schema: text,
  },
};

const parameterRef = (name: string) => ({ $ref: `#/components/parameters/${name}` });

/** Headers that a request for this procedure may carry. */
export function headerParameters({
  kind,
  permission,
}: Pick<Procedure, 'kind' | 'permission'>): Operation['parameters'] {
  return [
    ...(kind === 'mutation' && permission !== 'public' ? ['IdempotencyKey'] : []),
    ...(kind === 'subscription' ? ['LastEventId'] : []),
    ...(permission === 'public' ? [] : ['Organization']),
    'ClientRequestId',
  ].map(parameterRef);
}

export const securitySchemes: ApiDocument['components']['securitySchemes'] = {
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'stp_…',
    description: 'An API key of an organization. What stands beside it at a call is the scope that the key needs.',
  },
  session: {
    type: 'http',
    scheme: 'bearer',
    description:
      'The token of a signed-in person, as `identity.signIn` answers it. What stands beside it at a call is the permission that the person needs in the organization; `staff` is who runs the installation.',
  },
};

/** Who may call, and with which scope or permission. */
export function securityOf({ permission }: Pick<Procedure, 'permission'>): Operation['security'] {
  if (permission === 'public') return [];
  if (permission === 'self') return [{ session: [] }];
  if (permission === 'staff') return [{ session: ['staff'] }];
  return [{ apiKey: [permission] }, { session: [permission] }];
}
