import { z } from 'zod';

/** What a fault in the input names: the path of the field and what is wrong with it. */
export const FieldFault = z.object({ path: z.string(), message: z.string() }).meta({ id: 'FieldFault' });
export type FieldFault = z.infer<typeof FieldFault>;

interface CatalogueEntry {
  /** HTTP status of the answer. */
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503 | 504;
  /** JSON-RPC number that tRPC clients expect. */
  readonly rpc: number;
  /** Message when the thrower gives none; says what to do. */
  readonly message: string;
  /** Whether the same call may succeed later without a change. */
  readonly retry: boolean;
}

/**
 * Every error that leaves the server, by its stable code. Codes are never renamed or reused; messages may improve.
 * A code without an entry does not compile, and the docs page of the catalogue is compared with this list by a test.
 */
export const errorCatalogue = {
  invalid_input: {
    status: 400,
    rpc: -32600,
    message: 'The input is not valid; `details.fields` names each fault.',
    retry: false,
  },
  invalid_json: {
    status: 400,
    rpc: -32700,
    message: 'The body is not valid JSON. Send one JSON object with `content-type: application/json`.',
    retry: false,
  },
  invalid_cursor: {
    status: 400,
    rpc: -32600,
    message: 'The cursor does not belong to this list. Start again without a cursor.',
    retry: false,
  },
  api_version_unsupported: {
    status: 400,
    rpc: -32600,
    message:
      'This server has version `details.served` of the API, with which the client’s own has nothing in common. Use a client of that version.',
    retry: false,
  },
  api_key_missing: {
    status: 401,
    rpc: -32001,
    message: 'Nobody is signed in: send an API key or a session as `Authorization: Bearer …`.',
    retry: false,
  },
  api_key_malformed: {
    status: 401,
    rpc: -32001,
    message: 'This is not a SongTrackPro API key, or it was copied incompletely. Copy the whole key again.',
    retry: false,
  },
  api_key_invalid: {
    status: 401,
    rpc: -32001,
    message: 'This API key is unknown, expired or revoked. Make a new one.',
    retry: false,
  },
  api_key_network: {
    status: 403,
    rpc: -32003,
    message: 'This API key may not be used from here; `details.address` is where the call came from.',
    retry: false,
  },
  session_invalid: {
    status: 401,
    rpc: -32001,
    message: 'This session is unknown, expired or was signed out. Sign in again.',
    retry: false,
  },
  sign_in_failed: {
    status: 401,
    rpc: -32001,
    message: 'The address or the password is wrong. Try again, or ask for a new password.',
    retry: false,
  },
  two_factor_failed: {
    status: 401,
    rpc: -32001,
    message: 'The code is wrong, was used before, or its time is over. Try the next one, or sign in again.',
    retry: false,
  },
  token_invalid: {
    status: 400,
    rpc: -32600,
    message: 'This token is unknown, was used before, or its time is over. Ask for a new mail.',
    retry: false,
  },
  email_not_verified: {
    status: 403,
    rpc: -32003,
    message: 'The address is not verified yet. Use the token of the mail, or let it be sent again.',
    retry: false,
  },
  password_wrong: {
    status: 403,
    rpc: -32003,
    message: 'The password is wrong. Give the one of your account, or reset it.',
    retry: false,
  },
  foreign_origin: {
    status: 403,
    rpc: -32003,
    message: 'A page of another origin sent the session’s cookie. Only pages of this server and of CORS_ORIGINS may.',
    retry: false,
  },
  session_required: {
    status: 403,
    rpc: -32003,
    message: 'This call is for a person: sign in and send the session instead of an API key.',
    retry: false,
  },
  organization_required: {
    status: 403,
    rpc: -32003,
    message:
      'Name one of your organizations by id or slug in the header `x-organization`; `organizations.list` lists them.',
    retry: false,
  },
  organization_suspended: {
    status: 403,
    rpc: -32003,
    message: 'This organization is suspended; `details.reason` says why. Only who one is can be asked for.',
    retry: false,
  },
  restricted: {
    status: 403,
    rpc: -32003,
    message: 'This call concerns the whole organization, and your membership is restricted to some of its artists.',
    retry: false,
  },
  forbidden: {
    status: 403,
    rpc: -32003,
    message: 'The permission that the call needs is missing; `details.permission` names it.',
    retry: false,
  },
  not_found: {
    status: 404,
    rpc: -32004,
    message: 'There is no such entity in this organization.',
    retry: false,
  },
  procedure_not_found: {
    status: 404,
    rpc: -32004,
    message: 'There is no procedure or page of this name.',
    retry: false,
  },
  method_not_allowed: {
    status: 405,
    rpc: -32005,
    message: 'Queries are sent with GET, mutations with POST.',
    retry: false,
  },
  conflict: {
    status: 409,
    rpc: -32009,
    message: 'The call contradicts what is stored; `details` says with what.',
    retry: false,
  },
  stale_version: {
    status: 409,
    rpc: -32009,
    message: 'Somebody changed this in the meantime. Read it again and repeat the change with its new `version`.',
    retry: false,
  },
  last_owner: {
    status: 409,
    rpc: -32009,
    message: 'An organization keeps an owner. Make another member an owner first.',
    retry: false,
  },
  plan_limit: {
    status: 403,
    rpc: -32003,
    message:
      'The organization’s plan has no room for this: `details.limit` are allowed. Free some, or change the plan.',
    retry: false,
  },
  payment_overdue: {
    status: 403,
    rpc: -32003,
    message:
      'A payment is overdue, so nothing but billing can be changed; everything is kept. Pay in the portal that `billing.openPortal` opens.',
    retry: false,
  },
  fx_rate_missing: {
    status: 422,
    rpc: -32022,
    message:
      'A reference rate is missing; `details` says of which currency and day. Import it with `fxRates.import`, or ask without a report currency.',
    retry: false,
  },
  provider_refused: {
    status: 422,
    rpc: -32022,
    message: 'The provider refused; `details` has its own code and words. Begin again with `integrations.connect`.',
    retry: false,
  },
  provider_unreachable: {
    status: 504,
    rpc: -32603,
    message:
      'The provider could not be reached, or gave an answer that is none. Wait a little and begin again with `integrations.connect`.',
    retry: false,
  },
  payload_too_large: {
    status: 413,
    rpc: -32013,
    message: 'The body is larger than this address takes.',
    retry: false,
  },
  unsupported_media_type: {
    status: 415,
    rpc: -32015,
    message: 'Send the body as `application/json`.',
    retry: false,
  },
  idempotency_key_reused: {
    status: 409,
    rpc: -32009,
    message: 'This Idempotency-Key was used for another input. Use a new key for a new call.',
    retry: false,
  },
  rate_limited: {
    status: 429,
    rpc: -32029,
    message: 'Too many calls. Wait for `details.retryAfterSeconds` and send the call again.',
    retry: true,
  },
  upload_out_of_order: {
    status: 409,
    rpc: -32009,
    message: 'The upload does not continue where the last one ended; `details.receivedBytes` says where to go on.',
    retry: false,
  },
  stopping: {
    status: 503,
    rpc: -32603,
    message: 'This server process is stopping. Connect again; another one goes on where this one ended.',
    retry: true,
  },
  store_unreachable: {
    status: 503,
    rpc: -32603,
    message: 'A store cannot be reached at the moment. Try again shortly.',
    retry: true,
  },
  deadline_exceeded: {
    status: 504,
    rpc: -32603,
    message:
      'The call took longer than `details.limitSeconds` and was given up. Ask for less at once, or send the body faster.',
    retry: true,
  },
  internal: {
    status: 500,
    rpc: -32603,
    message: 'Something went wrong on our side. Report the request id.',
    retry: true,
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

export const errorCodes = Object.keys(errorCatalogue) as ErrorCode[];

/** Statuses of answers that the SDK takes as a call to be sent again, after the wait that they ask for. */
const repeatedStatuses: readonly number[] = [429, 503];

/** Whether the SDK sends a call again by itself when it was answered with this code. */
export const isRepeatedBySdk = (code: ErrorCode): boolean => repeatedStatuses.includes(errorCatalogue[code].status);

/** What any call may answer, whatever its procedure: about who calls, how it was sent, and how the server is. */
export const everyCallErrors = [
  'invalid_input',
  'invalid_json',
  'unsupported_media_type',
  'payload_too_large',
  'api_version_unsupported',
  'api_key_missing',
  'api_key_malformed',
  'api_key_invalid',
  'api_key_network',
  'session_invalid',
  'session_required',
  'foreign_origin',
  'organization_required',
  'organization_suspended',
  'payment_overdue',
  'forbidden',
  'restricted',
  'rate_limited',
  'idempotency_key_reused',
  'store_unreachable',
  'deadline_exceeded',
  'internal',
] as const satisfies readonly ErrorCode[];

/** The body of every error answer, on tRPC (under `error.data`) and on plain HTTP alike. */
export const ErrorData = z
  .object({
    code: z.string(),
    httpStatus: z.int(),
    requestId: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
    documentationUrl: z.string(),
  })
  .meta({ id: 'ErrorData' });
export type ErrorData = z.infer<typeof ErrorData>;
