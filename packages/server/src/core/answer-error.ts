import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AppError } from './app-error.ts';
import { errorAnswer } from './error-answer.ts';
import type { Http } from './http-types.ts';
import type { Log } from './log.ts';
import { toAppError } from './to-app-error.ts';

/** Faults of ours are logged with their cause; a caller's own mistakes are not. */
export function logFault(log: Log, error: AppError, where: { requestId: string; path?: string | undefined }): void {
  if (error.code === 'internal' || error.code === 'store_unreachable') {
    log.error({ ...where, err: error.cause ?? error }, error.code);
  }
}

/** Answers a call outside tRPC with an error of the catalogue. */
export function answerError(log: Log, c: Http, error: unknown): Response {
  const known = toAppError(error);
  const requestId = c.get('requestId');
  logFault(log, known, { requestId, path: c.req.path });
  const answer = errorAnswer(known, requestId);
  // What is left of a refused body would be read as the next request on this connection.
  if (known.code === 'payload_too_large' || known.code === 'deadline_exceeded') c.header('connection', 'close');
  return c.json({ error: answer }, answer.data.httpStatus as ContentfulStatusCode);
}
