import { z } from 'zod';
import { pageOf } from '../core/page.ts';
import { query } from '../core/procedure.ts';
import { AuditEntry, AuditExportInput, AuditListInput } from './schemas.ts';
import { listSystemEvents } from './system-events.ts';

export const audit = {
  list: query({
    permission: 'audit:read',
    reach: 'organization',
    input: AuditListInput,
    output: pageOf(AuditEntry).meta({ id: 'AuditPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/audit' },
    weight: 2,
    summary: 'List changes',
    description:
      'Who changed what, when and from where, newest first. An entry is written in the transaction of its change and arrives here a moment later. Calls under a support access are entries too, reads as well.',
    example: { limit: 20 },
  }),
  export: query({
    permission: 'audit:read',
    reach: 'organization',
    input: AuditExportInput,
    output: pageOf(z.string().describe('One line, without its end.')).meta({ id: 'AuditExportPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/audit/export' },
    weight: 5,
    summary: 'Export changes',
    description:
      'The changes that `audit.list` finds, newest first, as lines of a file: join the pages with line ends. CSV begins with a row of headers, on the first page; a cell that a spreadsheet would take for a formula begins with an apostrophe.',
    example: { format: 'csv', limit: 200 },
  }),
  listSystemEvents,
};
