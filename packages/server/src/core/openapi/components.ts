import type { Json } from '../json-schema.ts';

const text = { type: 'string' };

/** What operations refer to beside their own schemas. */
export const sharedComponents = {
  securitySchemes: {
    apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of an organization, `stp_…`.' },
    session: { type: 'http', scheme: 'bearer', description: 'The token of a person’s session.' },
  },
  parameters: {
    Organization: {
      name: 'x-organization',
      in: 'header',
      description: 'Id or slug of the organization that a person means; a key has its own.',
      schema: text,
    },
    IdempotencyKey: {
      name: 'idempotency-key',
      in: 'header',
      description:
        'The caller’s own name for the call: repeating it within a day repeats the answer and not the effect.',
      schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
    },
    LastEventId: {
      name: 'last-event-id',
      in: 'header',
      description: 'The id of the last event that was seen: the stream goes on after it.',
      schema: text,
    },
  },
  headers: {
    RequestId: { description: 'The request’s id, which the server’s log knows.', schema: text },
    RateLimit: { description: 'What is left of each limit.', schema: text },
    RateLimitPolicy: { description: 'The limits that hold.', schema: text },
    RetryAfter: { description: 'Seconds until the call may succeed.', schema: { type: 'integer' } },
  },
} satisfies Json;

/** The body of every error, around its typed data. */
export const errorSchema = (data: Json): Json => ({
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'data'],
      properties: {
        code: { type: 'integer', description: 'JSON-RPC number, for tRPC clients.' },
        message: { type: 'string', description: 'What is wrong and what to do.' },
        data,
      },
    },
  },
});
