// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

export interface ErrorData {
  code: string;
  httpStatus: number;
  requestId: string;
  details?: Record<string, unknown> | undefined;
  documentationUrl: string;
}

export interface FieldFault {
  path: string;
  message: string;
}
