import { type ErrorCode, errorCatalogue, type Procedure } from '@songtrackpro/contracts';
import type { Json } from '../json-schema.ts';

const always: readonly ErrorCode[] = [
  'invalid_input',
  'invalid_json',
  'rate_limited',
  'deadline_exceeded',
  'store_unreachable',
  'internal',
];
const ofCredentials: readonly ErrorCode[] = [
  'api_key_missing',
  'api_key_malformed',
  'api_key_invalid',
  'api_key_network',
  'session_invalid',
];

function ofAccess({ permission, reach }: Procedure): readonly ErrorCode[] {
  if (permission === 'public') return [];
  if (permission === 'self') return [...ofCredentials, 'session_required'];
  if (permission === 'staff') return [...ofCredentials, 'session_required', 'forbidden'];
  return [...ofCredentials, 'organization_required', 'forbidden', ...(reach ? (['restricted'] as const) : [])];
}

function ofKind({ kind, http, permission }: Procedure): readonly ErrorCode[] {
  const ofBody: ErrorCode[] = http.method === 'GET' ? [] : ['unsupported_media_type', 'payload_too_large'];
  // What a member restricted to artists may not write, row policies refuse: so may any mutation.
  const ofMutation: ErrorCode[] = kind === 'mutation' ? ['idempotency_key_reused', 'conflict'] : [];
  return [
    ...ofBody,
    ...ofMutation,
    ...(kind === 'mutation' && permission !== 'public' ? (['restricted'] as const) : []),
  ];
}

/** Every code that a call may be answered with. */
export function codesOf(procedure: Procedure): ErrorCode[] {
  return [...new Set([...ofAccess(procedure), ...ofKind(procedure), ...procedure.errors, ...always])];
}

const oneOf = (codes: readonly ErrorCode[]): Json => ({
  allOf: [
    { $ref: '#/components/schemas/Error' },
    {
      type: 'object',
      properties: {
        error: {
          type: 'object',
          properties: { data: { type: 'object', properties: { code: { type: 'string', enum: codes } } } },
        },
      },
    },
  ],
});

function exampleOf(code: ErrorCode): Json {
  const { status, rpc, message } = errorCatalogue[code];
  const requestId = '0b0c5a52-6f4e-4f0a-9d0c-0a8f7f1f2c11';
  const data = { code, httpStatus: status, requestId, documentationUrl: `/docs/errors/${code}` };
  return { summary: message, value: { error: { code: rpc, message, data } } };
}

/** Answers of an operation by status, each with the codes that it may carry. */
export function errorAnswers(codes: readonly ErrorCode[]): Json {
  const byStatus = Object.groupBy(codes, (code) => String(errorCatalogue[code].status));
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, ofStatus = []]) => [
      status,
      {
        description: ofStatus.join(', '),
        headers: {
          'x-request-id': { $ref: '#/components/headers/RequestId' },
          ...(status === '429' && { 'retry-after': { $ref: '#/components/headers/RetryAfter' } }),
        },
        content: {
          'application/json': {
            schema: oneOf(ofStatus),
            examples: Object.fromEntries(ofStatus.map((code) => [code, exampleOf(code)])),
          },
        },
      },
    ]),
  );
}
