import type { ErrorCode, FieldFault } from '@songtrackpro/contracts';
import { ConstraintError, isRefusedByPolicy, isStoreUnreachable } from '@songtrackpro/db';
import { TRPCError } from '@trpc/server';
import { HTTPException } from 'hono/http-exception';
import type { ZodError } from 'zod';
import { AppError } from './app-error.ts';
import { toConstraintAnswer } from './constraint-errors.ts';

type Issue = ZodError['issues'][number];

/**
 * The faults of a value that may be one of several things: those of the one whose names it has, so that they point into it;
 * where none has them, the value itself is at fault.
 */
function deepFaults(issue: Issue, path: readonly PropertyKey[]): FieldFault[] {
  const at = [...path, ...issue.path];
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.filter((issues) =>
      issues.every((inner) => inner.code !== 'unrecognized_keys' && inner.path.length > 0),
    );
    const [only] = meant;
    if (only && meant.length === 1) return only.flatMap((inner) => deepFaults(inner, at));
  }
  return [{ path: at.map(String).join('.'), message: issue.message }];
}

/** What is wrong with an input, field by field. */
export function fieldFaults(error: ZodError): FieldFault[] {
  return error.issues.flatMap((issue) => deepFaults(issue, []));
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
