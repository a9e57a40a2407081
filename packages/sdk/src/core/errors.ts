import type { ErrorData, ErrorDetailsByCode } from '../types.ts';

/** What every error of the SDK carries. */
export interface ErrorFields {
  /** Stable code of the error catalogue, for example `not_found`; `connection`, `timeout` or `aborted` when no answer came. */
  code: string;
  /** HTTP status, null when no answer came. */
  status: number | null;
  /** Quote it when you report the error; null when no answer came. */
  requestId: string | null;
  /** What the code is about, for example `fields` of `invalid_input`. */
  details: Record<string, unknown>;
  /** Page that explains the code, on the server that answered; null when no answer of it came. */
  documentationUrl: string | null;
}

/**
 * The base of everything that a call may throw.
 *
 * @example
 * try { await client.tracks.get({ id }) }
 * catch (error) { if (error instanceof NotFoundError) console.log('no such track', error.requestId) }
 */
export class SongTrackProError extends Error implements ErrorFields {
  override name = 'SongTrackProError';
  readonly code: string;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly details: Record<string, unknown>;
  readonly documentationUrl: string | null;

  constructor(message: string, fields: ErrorFields, options?: ErrorOptions) {
    super(message, options);
    this.code = fields.code;
    this.status = fields.status;
    this.requestId = fields.requestId;
    this.details = fields.details;
    this.documentationUrl = fields.documentationUrl;
  }
}

/**
 * Whether an error has this code of the catalogue; its `details` are then those of the code. False for anything else that
 * was thrown.
 *
 * @example
 * try { await client.campaigns.update({ id, version, name }) }
 * catch (error) { if (hasCode(error, 'stale_version')) console.log('now it is', error.details.current) }
 */
export function hasCode<Code extends keyof ErrorDetailsByCode>(
  error: unknown,
  code: Code,
): error is SongTrackProError & { code: Code; details: ErrorDetailsByCode[Code] } {
  return error instanceof SongTrackProError && error.code === code;
}

/** The input is not valid; `details.fields` names each fault with its path. */
export class InvalidInputError extends SongTrackProError {
  override name = 'InvalidInputError';
}
/** No key, a malformed, unknown, expired or revoked one. */
export class AuthenticationError extends SongTrackProError {
  override name = 'AuthenticationError';
}
/** The key lacks a permission; `details.permission` names it. */
export class PermissionError extends SongTrackProError {
  override name = 'PermissionError';
}
/** There is no such entity in this organization, or no such procedure on this server. */
export class NotFoundError extends SongTrackProError {
  override name = 'NotFoundError';
}
/** The call contradicts what is stored: a duplicate, or a stale version. */
export class ConflictError extends SongTrackProError {
  override name = 'ConflictError';
}
/** A limit is used up; `details.policy` says whether it is the caller's, the organization's or the address's. */
export class RateLimitError extends SongTrackProError {
  override name = 'RateLimitError';

  /** Seconds until there is room again. */
  get retryAfterSeconds(): number {
    return retryAfterOf(this) ?? 1;
  }
}
/** The server failed, or a store behind it is away. */
export class ServerError extends SongTrackProError {
  override name = 'ServerError';
}
/**
 * No answer came: the server could not be reached, or the connection broke. `details.reason` is `refused`, `unreachable`,
 * `name_not_found`, `certificate`, `no_tls`, `broken_off`, or `unknown` where the platform doesn't tell, as browsers do.
 */
export class ConnectionError extends SongTrackProError {
  override name = 'ConnectionError';
}
/** Something else than SongTrackPro answered, for example a proxy with a page; `details.beginning` is how it begins. */
export class UnexpectedAnswerError extends SongTrackProError {
  override name = 'UnexpectedAnswerError';
}
/** No answer came in time. */
export class TimeoutError extends ConnectionError {
  override name = 'TimeoutError';
}
/** The caller's own signal ended the call. */
export class AbortedError extends SongTrackProError {
  override name = 'AbortedError';
}

/** Seconds that an error asks its caller to wait; null where it doesn't. */
export function retryAfterOf({ details }: SongTrackProError): number | null {
  const seconds = details.retryAfterSeconds;
  return typeof seconds === 'number' ? seconds : null;
}

/** The fields of an error that no server speaks of. */
export const silent = { status: null, requestId: null, details: {}, documentationUrl: null };

type ErrorClass = typeof SongTrackProError;

const classes: Record<number, ErrorClass> = {
  400: InvalidInputError,
  401: AuthenticationError,
  403: PermissionError,
  404: NotFoundError,
  409: ConflictError,
  429: RateLimitError,
  413: InvalidInputError,
  422: InvalidInputError,
};

/** The error of an answer that carries one of the catalogue. */
export function fromAnswer(message: string, data: ErrorData, baseUrl = ''): SongTrackProError {
  const { code, httpStatus: status, requestId, documentationUrl: page, details = {} } = data;
  const ErrorOfStatus = classes[status] ?? (status >= 500 ? ServerError : SongTrackProError);
  const documentationUrl = page.startsWith('/') ? baseUrl + page : page;
  return new ErrorOfStatus(message, { code, status, requestId, details, documentationUrl });
}

/** The error of a call that its caller ended. */
export function fromAbort(cause: unknown): AbortedError {
  return new AbortedError('The call was aborted by its own signal.', { code: 'aborted', ...silent }, { cause });
}
