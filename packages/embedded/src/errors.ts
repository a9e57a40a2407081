export type EmbeddedStoreErrorCode =
  | 'data_dir_not_writable'
  | 'data_dir_incompatible'
  | 'in_use'
  | 'postgres_failed'
  | 'documents_failed'
  | 'mongod_missing'
  | 'conversion_failed'
  | 'backup_failed'
  | 'backup_unusable'
  | 'restore_refused'
  | 'unsupported_platform';

const CODES: Record<EmbeddedStoreErrorCode, true> = {
  data_dir_not_writable: true,
  data_dir_incompatible: true,
  in_use: true,
  postgres_failed: true,
  documents_failed: true,
  mongod_missing: true,
  conversion_failed: true,
  backup_failed: true,
  backup_unusable: true,
  restore_refused: true,
  unsupported_platform: true,
};

/** A store could not be opened. The message names the cause and the step that helps. */
export class EmbeddedStoreError extends Error {
  readonly code: EmbeddedStoreErrorCode;

  constructor(code: EmbeddedStoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedStoreError';
    this.code = code;
  }
}

/** The error itself where it says already what to do, else one of this code that begins with `what`. */
export function asStoreError(code: EmbeddedStoreErrorCode, what: string, error: unknown): EmbeddedStoreError {
  if (error instanceof EmbeddedStoreError) return error;
  return new EmbeddedStoreError(code, `${what}: ${messageOf(error)}`, { cause: error });
}

export function isErrorCode(value: unknown): value is EmbeddedStoreErrorCode {
  return typeof value === 'string' && Object.hasOwn(CODES, value);
}

/** The system's code of a failed call (`ENOENT`, `EACCES`, …), undefined for any other value. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
