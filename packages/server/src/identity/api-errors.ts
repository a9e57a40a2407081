import type { ErrorCode } from '@songtrackpro/contracts';
import { z } from 'zod';
import { AppError } from '../core/app-error.ts';

const Refusal = z.object({ body: z.object({ code: z.string() }) });

/** The sign-in library’s own codes in our catalogue. */
const codes: Record<string, ErrorCode> = {
  INVALID_EMAIL_OR_PASSWORD: 'sign_in_failed',
  INVALID_PASSWORD: 'password_wrong',
  CREDENTIAL_ACCOUNT_NOT_FOUND: 'password_wrong',
  EMAIL_NOT_VERIFIED: 'email_not_verified',
  INVALID_TOKEN: 'token_invalid',
  TOKEN_EXPIRED: 'token_invalid',
  USER_NOT_FOUND: 'token_invalid',
  INVALID_USER: 'token_invalid',
  INVALID_CODE: 'two_factor_failed',
  INVALID_BACKUP_CODE: 'two_factor_failed',
  INVALID_TWO_FACTOR_COOKIE: 'two_factor_failed',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'two_factor_failed',
  ACCOUNT_TEMPORARILY_LOCKED: 'rate_limited',
  TOTP_ALREADY_ENABLED: 'conflict',
  TOTP_NOT_ENABLED: 'conflict',
  BACKUP_CODES_NOT_ENABLED: 'conflict',
  TWO_FACTOR_NOT_ENABLED: 'conflict',
  UNAUTHORIZED: 'session_invalid',
  SESSION_EXPIRED: 'session_invalid',
};

const messages: Record<string, string> = {
  TOTP_ALREADY_ENABLED: 'A second factor is set up already. Switch it off first.',
  TOTP_NOT_ENABLED: 'No second factor is set up. Call `identity.enableTwoFactor` first.',
  TWO_FACTOR_NOT_ENABLED: 'The second factor is off.',
};

/** The library’s code of a refusal, null for any other error. */
export function refusalCode(error: unknown): string | null {
  const refusal = error instanceof Error && error.name === 'APIError' ? Refusal.safeParse(error) : null;
  return refusal?.success ? refusal.data.body.code : null;
}

/** Rethrows what the sign-in library refused as an error of the catalogue; anything else goes on unchanged. */
export function rethrowRefusal(error: unknown): never {
  const refusal = refusalCode(error);
  const code = refusal === null ? undefined : codes[refusal];
  if (refusal === null || code === undefined) throw error;
  const message = messages[refusal];
  const details = code === 'rate_limited' ? { policy: 'attempts', retryAfterSeconds: 900 } : undefined;
  throw new AppError(code, { cause: error, ...(message && { message }), ...(details && { details }) });
}
