import type { ServerResponse } from 'node:http';
import type { AppError } from '../app-error.ts';
import type { NamedStanding } from './limits.ts';

/** `RateLimit-Policy` and `RateLimit` as of draft-ietf-httpapi-ratelimit-headers-10: lists of structured fields. */
export function limitHeaders(
  standings: readonly NamedStanding[],
  retryAfterSeconds: number | null,
): Record<string, string> {
  const wait = retryAfterSeconds === null ? {} : { 'Retry-After': String(retryAfterSeconds) };
  if (standings.length === 0) return wait;
  return {
    ...wait,
    'RateLimit-Policy': standings
      .map(({ name, limit, windowSeconds }) => `"${name}";q=${limit};w=${windowSeconds}`)
      .join(', '),
    RateLimit: standings.map(({ name, left, seconds }) => `"${name}";r=${left};t=${seconds}`).join(', '),
  };
}

/** How long an error asks its caller to wait, in seconds; null where it doesn't. */
export function retryAfterOf({ details }: AppError): number | null {
  return details !== undefined && 'retryAfterSeconds' in details ? (details.retryAfterSeconds ?? null) : null;
}

type Answer = Pick<ServerResponse, 'headersSent' | 'setHeader'>;

/** Writes headers on Node's own response: a batch has one, and its last call shows how limits stand after all. */
export function writeHeaders(answer: Answer, headers: Record<string, string>): void {
  // The answer to a stream over tRPC begins before its call is looked at.
  if (answer.headersSent) return;
  for (const [name, value] of Object.entries(headers)) answer.setHeader(name, value);
}
