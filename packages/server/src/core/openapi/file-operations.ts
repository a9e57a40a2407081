import { type ErrorCode, Import, type Procedure } from '@songtrackpro/contracts';
import type { ApiDocument, Content, Operation, Parameter } from './described.ts';
import { errorAnswers } from './error-answers.ts';
import { sampleOf } from './sample.ts';
import type { SchemaCollector } from './schemas.ts';
import { headerParameters, headersOf, securityOf } from './shared-parts.ts';

const importId: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Id of the import.',
  schema: { type: 'string', format: 'uuid' },
  example: '01930000-0000-7000-8000-000000000000',
};

const contentRange: Parameter = {
  name: 'Content-Range',
  in: 'header',
  description: 'Where a part begins and ends, and how long the whole is. Without it the body is the whole file.',
  schema: { type: 'string', pattern: '^bytes \\d+-\\d+/\\d+$' },
  example: 'bytes 0-1023/4096',
};

interface FileCall {
  operationId: string;
  method: 'GET' | 'PUT';
  permission: 'imports:read' | 'imports:write';
  summary: string;
  description: string;
  errors: readonly ErrorCode[];
  answer: Record<string, Content>;
}

function describe({ method, permission, errors, answer, ...said }: FileCall, collector: SchemaCollector): Operation {
  const call: Pick<Procedure, 'kind' | 'permission'> = { kind: 'query', permission };
  return {
    ...said,
    tags: ['imports'],
    security: securityOf(call),
    parameters: [importId, ...(method === 'PUT' ? [contentRange] : []), ...headerParameters(call)],
    responses: {
      200: { description: 'The answer.', headers: headersOf(200), content: answer },
      ...errorAnswers({ kind: 'query', errors, method: 'GET' }, collector.responses),
    },
  };
}

/** The calls that carry a file: they are no procedures, and stand at addresses of their own. */
export function fileOperations(collector: SchemaCollector): ApiDocument['paths'] {
  const schema = collector.addOutput(Import);
  const content = describe(
    {
      operationId: 'imports.content',
      method: 'PUT',
      permission: 'imports:write',
      summary: 'Send the file of an import',
      description:
        'The bytes of an announced import, whole or in parts; a part that broke off is continued from `receivedBytes`. Needs `imports:write`; costs 5 points.',
      errors: ['not_found', 'conflict', 'upload_out_of_order', 'payload_too_large', 'payment_overdue'],
      answer: { 'application/json': { schema, example: sampleOf(schema, collector.schemas) } },
    },
    collector,
  );
  const body = { 'application/octet-stream': { schema: {} } };
  const errors = describe(
    {
      operationId: 'imports.errors',
      method: 'GET',
      permission: 'imports:read',
      summary: 'Read the rows that an import refused',
      description: 'A CSV file with line, column, code and what to do for each. Needs `imports:read`.',
      errors: ['not_found'],
      answer: { 'text/csv': { schema: { type: 'string' }, example: 'line,column,code,message\n' } },
    },
    collector,
  );
  return {
    '/v1/imports/{id}/content': { put: { ...content, requestBody: { required: true, content: body } } },
    '/v1/imports/{id}/errors.csv': { get: errors },
  };
}
