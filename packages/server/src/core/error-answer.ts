import { type ErrorData, errorCatalogue } from '@songtrackpro/contracts';
import type { AppError } from './app-error.ts';

export interface ErrorAnswer {
  /** JSON-RPC number, for tRPC clients. */
  code: number;
  message: string;
  data: ErrorData;
}

/** The body of an error, the same under tRPC's envelope and on plain HTTP. */
export function errorAnswer(error: AppError, requestId: string): ErrorAnswer {
  const entry = errorCatalogue[error.code];
  return {
    code: entry.rpc,
    message: error.message,
    data: {
      code: error.code,
      httpStatus: entry.status,
      requestId,
      ...(error.details && { details: error.details }),
      documentationUrl: `/docs/errors/${error.code}`,
    },
  };
}
