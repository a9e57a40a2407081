import type { ErrorData } from '../types.ts';

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Where a query, or several of them in one request, is asked for. */
export const queryPath = (names: string, input: unknown, batch = ''): string =>
  `/trpc/${names}?${batch}input=${encodeURIComponent(JSON.stringify(input))}`;

/** The error of an answer's body, or null when the body is not one of ours (a proxy's page, for example). */
export function errorDataOf(shape: unknown): { message: string; data: ErrorData } | null {
  if (!isRecord(shape) || typeof shape.message !== 'string' || !isRecord(shape.data)) return null;
  const { code, httpStatus, requestId, documentationUrl, details } = shape.data;
  if (typeof code !== 'string' || typeof httpStatus !== 'number' || typeof requestId !== 'string') return null;
  return {
    message: shape.message,
    data: {
      code,
      httpStatus,
      requestId,
      documentationUrl: typeof documentationUrl === 'string' ? documentationUrl : '',
      details: isRecord(details) ? details : undefined,
    },
  };
}
