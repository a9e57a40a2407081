import { type ErrorCode, type ErrorDetails, errorCatalogue } from '@songtrackpro/contracts';

export interface AppErrorOptions<Code extends ErrorCode> {
  /** What to do, where the catalogue's own sentence is too general. */
  message?: string;
  /** In the form that the contracts have for the code. */
  details?: ErrorDetails<Code>;
  cause?: unknown;
}

/** The one error that domain code throws; the code decides everything about the answer. */
export class AppError<Code extends ErrorCode = ErrorCode> extends Error {
  override name = 'AppError';
  readonly code: Code;
  readonly details: ErrorDetails<Code> | undefined;

  constructor(code: Code, options: AppErrorOptions<Code> = {}) {
    super(options.message ?? errorCatalogue[code].message, { cause: options.cause });
    this.code = code;
    this.details = options.details;
  }
}
