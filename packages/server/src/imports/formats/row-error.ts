import type { RowError, RowErrorCode } from './parsed-row.ts';

const longestValue = 200;

export function rowError(
  line: number,
  column: string | null,
  code: RowErrorCode,
  message: string,
  value?: string,
): { error: RowError } {
  const error: RowError = { line, column, code, message };
  return { error: value === undefined ? error : { ...error, value: value.slice(0, longestValue) } };
}
