import {
  type ErrorCode,
  errorCatalogue,
  errorCodes,
  errorDetails,
  errorGuide,
  everyCallErrors,
  type Procedure,
} from '@songtrackpro/contracts';
import type { z } from 'zod';
import type { Json } from '../json-schema.ts';
import type { Answer, ApiDocument } from './described.ts';
import type { SchemaCollector } from './schemas.ts';
import { headersOf } from './shared-parts.ts';

/** What concerns a body, or the change that it asks for. */
const ofChanges: ReadonlySet<ErrorCode> = new Set([
  'invalid_json',
  'unsupported_media_type',
  'payload_too_large',
  'idempotency_key_reused',
  'payment_overdue',
]);

/** What of a call decides about its errors. */
type Answering = Pick<Procedure, 'errors' | 'kind'> & { method: string };

/** Codes that a call may answer over plain HTTP, its own and those of every call. */
export function answeredCodes({ method, errors, kind }: Answering): ErrorCode[] {
  const general = everyCallErrors.filter((code) => method !== 'GET' || !ofChanges.has(code));
  const ofStreams: ErrorCode[] = kind === 'subscription' ? ['stopping'] : [];
  return [...new Set<ErrorCode>([...general, ...errors, ...ofStreams])];
}

/** `not_found` is described as `NotFoundError`. */
const schemaName = (code: ErrorCode): string =>
  `${code.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())}Error`;

/** The body of an error as it may be answered. */
export function exampleOfError(code: ErrorCode): Json {
  const { status, rpc, message } = errorCatalogue[code];
  const { details } = errorGuide[code];
  const requestId = '0b0c5a52-6f4e-4f0a-9d0c-0a8f7f1f2c11';
  const documentationUrl = `/docs/errors/${code}`;
  const data = { code, httpStatus: status, requestId, ...(details && { details }), documentationUrl };
  return { error: { code: rpc, message, data } };
}

/** The schema of what `details` of a code holds, where it has any. */
export function detailsOf(code: ErrorCode): z.ZodType | undefined {
  return Object.entries<z.ZodType>(errorDetails).find(([of]) => of === code)?.[1];
}

function errorSchema(code: ErrorCode, collector: SchemaCollector): Json {
  const { status, rpc } = errorCatalogue[code];
  const schema = detailsOf(code);
  const object = (properties: Json, optional: readonly string[] = []) => {
    const required = Object.keys(properties).filter((name) => !optional.includes(name));
    return { type: 'object', properties, required, additionalProperties: false };
  };
  const data = object(
    {
      code: { const: code },
      httpStatus: { const: status },
      requestId: { type: 'string' },
      ...(schema && { details: collector.addOutput(schema) }),
      documentationUrl: { const: `/docs/errors/${code}` },
    },
    ['details'],
  );
  const error = object({ code: { const: rpc }, message: { type: 'string', minLength: 1 }, data });
  return { description: errorGuide[code].meaning, ...object({ error }) };
}

/** Every error once: its schema and an example, for calls to refer to. */
export function errorComponents(collector: SchemaCollector): Pick<ApiDocument['components'], 'schemas' | 'examples'> {
  return {
    schemas: Object.fromEntries(errorCodes.map((code) => [schemaName(code), errorSchema(code, collector)])),
    examples: Object.fromEntries(
      errorCodes.map((code) => [code, { summary: errorGuide[code].meaning, value: exampleOfError(code) }]),
    ),
  };
}

function answerOf(status: number, codes: readonly ErrorCode[]): Answer {
  const schemas = codes.map((code) => ({ $ref: `#/components/schemas/${schemaName(code)}` }));
  const [only] = schemas;
  const schema = only && schemas.length === 1 ? only : { oneOf: schemas };
  const examples = Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]));
  const description = codes.map((code) => `\`${code}\``).join(', ');
  return { description, headers: headersOf(status), content: { 'application/json': { schema, examples } } };
}

const isGeneral = (code: ErrorCode): boolean => (everyCallErrors as readonly ErrorCode[]).includes(code);

/**
 * Answers of a call by status, for the codes that it may answer. Many calls share them, so each set of codes is kept once,
 * under its status and what it has beside the codes of every call: `Error409.conflict`.
 */
export function errorAnswers(call: Answering, kept: Record<string, Answer>): Record<string, { $ref: string }> {
  const byStatus = Object.groupBy(answeredCodes(call), (code) => errorCatalogue[code].status);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, codes = []]) => {
      const isLess = [...ofChanges].some((code) => String(errorCatalogue[code].status) === status);
      const ofReads = isLess && call.method === 'GET' ? 'OfReads' : '';
      const name = [`Error${status}${ofReads}`, ...codes.filter((code) => !isGeneral(code))].join('.');
      kept[name] ??= answerOf(Number(status), codes);
      return [status, { $ref: `#/components/responses/${name}` }];
    }),
  );
}
