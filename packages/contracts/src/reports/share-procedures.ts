import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import { NewReportShare, ReportShare, ReportShareListInput, ReportShareWithLink } from './shares.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';

/** Links that show one version of a report to somebody without an account. */
export const shareProcedures = {
  share: mutation({
    permission: 'reports:write',
    input: NewReportShare,
    output: ReportShareWithLink,
    errors: ['not_found'],
    secrets: ['path', 'url'],
    http: { method: 'POST', path: '/v1/reports/{id}/shares' },
    weight: 5,
    summary: 'Share a report',
    description:
      'Makes a link to exactly this version, for whoever has it, until it expires or is revoked. The link is answered once and never again.',
    example: { id: exampleId, version: 1, expiresInDays: 14 },
  }),
  listShares: query({
    permission: 'reports:read',
    input: ReportShareListInput,
    output: pageOf(ReportShare).meta({ id: 'ReportSharePage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/report-shares' },
    weight: 1,
    summary: 'List links to reports',
    description: 'Links to reports without the links themselves, newest first; expired and revoked ones too.',
    example: { limit: 20 },
  }),
  revokeShare: mutation({
    permission: 'reports:write',
    whileOverdue: true,
    input: z.object({ id: Id }),
    output: ReportShare,
    errors: ['not_found'],
    http: { method: 'POST', path: '/v1/report-shares/{id}/revoke' },
    weight: 2,
    summary: 'Revoke a link',
    description: 'Ends a link at once and for good. Revoking it again changes nothing.',
    example: { id: exampleId },
  }),
};
