/** What makes a whole file unusable; nothing of it may be kept. */
export const importFaultCodes = [
  'binary_file',
  'bad_encoding',
  'truncated_file',
  'broken_quotes',
  'record_too_large',
  'duplicate_header',
  'two_currencies',
  'ambiguous_dates',
  'mixed_date_orders',
  'parts_of_days',
] as const;
export type ImportFaultCode = (typeof importFaultCodes)[number];

export class ImportFault extends Error {
  override readonly name = 'ImportFault';
  readonly code: ImportFaultCode;
  /** Line of the file, where one is at fault. */
  readonly line: number | null;

  constructor(code: ImportFaultCode, message: string, line: number | null = null, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.line = line;
  }
}
