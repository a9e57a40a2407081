import { type ErrorCode, importSizeLimit } from '@songtrackpro/contracts';
import { errorAnswers } from '../core/openapi/error-answers.ts';

const codes: readonly ErrorCode[] = [
  'invalid_input',
  'api_key_missing',
  'api_key_malformed',
  'api_key_invalid',
  'api_key_network',
  'session_invalid',
  'organization_required',
  'forbidden',
  'not_found',
  'conflict',
  'upload_out_of_order',
  'payload_too_large',
  'store_unreachable',
  'internal',
];

/** The address that takes a file's bytes, for the OpenAPI document: it is no procedure. */
export const uploadOperation = {
  '/v1/imports/{id}/content': {
    put: {
      operationId: 'imports.content',
      tags: ['imports'],
      summary: 'Send the bytes of an import',
      description: `Takes the file, whole or in parts with \`Content-Range\`, up to ${importSizeLimit} bytes. A body that breaks off leaves what arrived, and the next one goes on from \`receivedBytes\`. Needs the permission \`imports:write\`.`,
      security: [{ apiKey: [] }, { session: [] }],
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
        { name: 'content-range', in: 'header', schema: { type: 'string' }, example: 'bytes 0-1023/4096' },
        { $ref: '#/components/parameters/Organization' },
      ],
      requestBody: { required: true, content: { 'application/octet-stream': {} } },
      responses: {
        200: {
          description: 'The import: queued as soon as its file is whole.',
          headers: { 'x-request-id': { $ref: '#/components/headers/RequestId' } },
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Import' } } },
        },
        ...errorAnswers(codes),
      },
    },
  },
};
