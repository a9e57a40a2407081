import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { pageOf } from '../core/page.ts';
import { mutation, query, subscription } from '../core/procedure.ts';
import { Import, ImportListInput, ImportMapping, ImportMappingListInput, NewImport } from './schemas.ts';

export const imports = {
  create: mutation({
    permission: 'imports:write',
    reach: 'organization',
    input: NewImport,
    output: Import,
    errors: ['not_found'],
    http: { method: 'POST', path: '/v1/imports' },
    weight: 2,
    summary: 'Announce an export file',
    description:
      'Answers a ticket. The bytes then go to `contentPath` by PUT; as soon as they are whole, the file is checked and its facts are written.',
    example: { fileName: 'Sample Artist-audience-timeline.csv' },
  }),
  list: query({
    permission: 'imports:read',
    reach: 'organization',
    input: ImportListInput,
    output: pageOf(Import).meta({ id: 'ImportPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/imports' },
    weight: 1,
    summary: 'List imports',
    description: 'The organization’s imports, newest first, dry runs and refused files too.',
    example: { limit: 20, status: 'completed' },
  }),
  get: query({
    permission: 'imports:read',
    reach: 'organization',
    input: z.object({ id: Id }),
    output: Import,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/imports/{id}' },
    weight: 1,
    summary: 'Read an import',
    description: 'State, counts, refused rows and what the file needs to go on.',
    example: { id: '01930000-0000-7000-8000-000000000000' },
  }),
  mappings: query({
    permission: 'imports:read',
    reach: 'organization',
    input: ImportMappingListInput,
    output: pageOf(ImportMapping).meta({ id: 'ImportMappingPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/import-mappings' },
    weight: 1,
    summary: 'List saved column mappings',
    description:
      'What the columns of tables of no known format mean, newest first. One is kept for each header when an import with `columns` is completed; a file with the same header waits and offers it.',
    example: { limit: 20 },
  }),
  undo: mutation({
    permission: 'imports:write',
    reach: 'organization',
    input: z.object({ id: Id }),
    output: Import,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/imports/{id}/undo' },
    weight: 5,
    summary: 'Undo an import',
    description:
      'Takes back every fact that the import stated, as if the file had never been sent: each fact becomes what the other imports say of it. An `asOf` before the undo still answers with it. Artists, tracks and campaigns that it named for the first time stay. The answer is `undoing`; the work ends as `undone`.',
    example: { id: '01930000-0000-7000-8000-000000000000' },
  }),
  watch: subscription({
    permission: 'imports:read',
    reach: 'organization',
    input: z.object({ id: Id }),
    output: Import,
    errors: ['not_found', 'stopping'],
    http: { method: 'GET', path: '/v1/imports/{id}/events' },
    weight: 1,
    summary: 'Watch an import',
    description:
      'The import at once and then each time it gets further, until it is completed, refused, failed, or waits for an answer. A stream that goes on after a lost connection repeats no state.',
    example: { id: '01930000-0000-7000-8000-000000000000' },
  }),
};
