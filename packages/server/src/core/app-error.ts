import { type ErrorCode, errorCatalogue } from '@songtrackpro/contracts';

export interface AppErrorOptions {
  /** What to do, where the catalogue's own sentence is too general. */
  message?: string;
  details?: Record<string, unknown>;
  cause?: unknown;
}

/** The one error that domain code throws; the code decides everything about the answer. */
export class AppError extends Error {
  override name = 'AppError';
  readonly code: ErrorCode;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(options.message ?? errorCatalogue[code].message, { cause: options.cause });
    this.code = code;
    this.details = options.details;
  }
}
