import type { ErrorCode, FieldFault } from '@songtrackpro/contracts';
import { ConstraintError, isRefusedByPolicy, isStoreUnreachable } from '@songtrackpro/db';
import { TRPCError } from '@trpc/server';
import { HTTPException } from 'hono/http-exception';
import type { ZodError } from 'zod';
import { AppError } from './app-error.ts';
import { toConstraintAnswer } from './constraint-errors.ts';

/** What is wrong with an input, field by field. */
export function fieldFaults(error: ZodError): FieldFault[] {
  return error.issues.map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message }));
}

/** Faults that tRPC itself finds before a procedure runs. */
const trpcFaults: Partial<Record<TRPCError['code'], ErrorCode>> = {
  PARSE_ERROR: 'invalid_json',
  NOT_FOUND: 'procedure_not_found',
  METHOD_NOT_SUPPORTED: 'method_not_allowed',
  PAYLOAD_TOO_LARGE: 'payload_too_large',
  UNSUPPORTED_MEDIA_TYPE: 'unsupported_media_type',
};

function fromTrpc(error: TRPCError): AppError {
  if (error.code === 'BAD_REQUEST') return new AppError('invalid_json', { cause: error });
  const code = trpcFaults[error.code];
  return new AppError(code ?? 'internal', { cause: error });
}

/** Any error as one of the catalogue. What is not known leaves as `internal`, and keeps its cause for the log. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof HTTPException && error.cause instanceof AppError) return error.cause;
  if (error instanceof TRPCError) return error.cause instanceof AppError ? error.cause : fromTrpc(error);
  if (error instanceof ConstraintError) return toConstraintAnswer(error);
  // The organization of a write is the transaction's own, so only the artists of a restricted member can be crossed.
  if (isRefusedByPolicy(error)) return new AppError('restricted', { cause: error });
  if (isStoreUnreachable(error)) return new AppError('store_unreachable', { cause: error });
  return new AppError('internal', { cause: error });
}
