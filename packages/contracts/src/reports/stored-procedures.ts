import { pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import {
  ReportBuild,
  ReportBuildInput,
  ReportDeletion,
  ReportExportInput,
  ReportFile,
  ReportGetInput,
  ReportListInput,
  ReportVerification,
  ReportVersion,
  StoredReport,
  StoredReportEntry,
} from './stored-schemas.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';

/** Reports that are made once and kept, version by version. */
export const storedProcedures = {
  build: mutation({
    permission: 'reports:write',
    input: ReportBuildInput,
    output: ReportBuild,
    errors: ['not_found'],
    http: { method: 'POST', path: '/v1/reports' },
    weight: 20,
    summary: 'Build a report',
    description:
      'Makes the report of a campaign and period and stores it. Where nothing that it is made from has changed since, the stored one is the answer; otherwise it becomes the next version, and the ones before stay.',
    example: { campaignId: exampleId, from: '2026-03-01', to: '2026-03-31' },
  }),
  list: query({
    permission: 'reports:read',
    input: ReportListInput,
    output: pageOf(StoredReportEntry).meta({ id: 'StoredReportPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/reports' },
    weight: 2,
    summary: 'List stored reports',
    description:
      'Every version of every report without its content, the one built last first. A page may have fewer than asked for and still not be the last.',
    example: { limit: 20 },
  }),
  get: query({
    permission: 'reports:read',
    input: ReportGetInput,
    output: StoredReport,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/reports/{id}' },
    weight: 2,
    summary: 'Read a stored report',
    description: 'One version with its content; the newest unless a version is given.',
    example: { id: exampleId },
  }),
  freeze: mutation({
    permission: 'reports:write',
    input: ReportVersion,
    output: StoredReportEntry,
    errors: ['not_found'],
    http: { method: 'POST', path: '/v1/reports/{id}/freeze' },
    weight: 20,
    summary: 'Freeze a report',
    description:
      'Keeps a version as it is, with the hash of its content and of its PDF. What changes afterwards becomes another version. Freezing it again changes nothing.',
    example: { id: exampleId, version: 1 },
  }),
  verify: query({
    permission: 'reports:read',
    input: ReportVersion,
    output: ReportVerification,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/reports/{id}/verification' },
    weight: 20,
    summary: 'Verify a report',
    description: 'Computes the hashes of a stored version anew and compares them with those that were stored.',
    example: { id: exampleId, version: 1 },
  }),
  delete: mutation({
    permission: 'reports:write',
    input: ReportDeletion,
    output: StoredReportEntry,
    errors: ['not_found', 'conflict'],
    http: { method: 'DELETE', path: '/v1/reports/{id}' },
    weight: 2,
    summary: 'Delete a report',
    description: 'Deletes one version for good, with the links to it. A frozen one only where that is said.',
    example: { id: exampleId, version: 1 },
  }),
  export: query({
    permission: 'reports:read',
    input: ReportExportInput,
    output: ReportFile,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/reports/{id}/file' },
    weight: 20,
    summary: 'Export a report',
    description:
      'A version as a file: JSON has everything, CSV a row for each day, PDF is for people, with charts and sources.',
    example: { id: exampleId, format: 'csv' },
  }),
};
