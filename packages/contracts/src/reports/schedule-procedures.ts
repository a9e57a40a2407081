import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import { NewReportSchedule, ReportSchedule, ReportScheduleChange, ReportScheduleListInput } from './schedules.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';

/** Reports that are made by the calendar of the organization. */
export const scheduleProcedures = {
  createSchedule: mutation({
    permission: 'reports:write',
    counts: 'scheduledReports',
    input: NewReportSchedule,
    output: ReportSchedule,
    errors: ['not_found', 'conflict', 'plan_limit'],
    http: { method: 'POST', path: '/v1/report-schedules' },
    weight: 2,
    summary: 'Schedule a report',
    description:
      'Makes the report of the last whole week or month on a day of each, from its midnight in the organization’s zone, and tells who may read it. A campaign has at most one of each rhythm.',
    example: { campaignId: exampleId, rhythm: { every: 'week', day: 1 } },
  }),
  getSchedule: query({
    permission: 'reports:read',
    input: z.object({ id: Id }),
    output: ReportSchedule,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/report-schedules/{id}' },
    weight: 1,
    summary: 'Read a schedule',
    description: 'One schedule, with the day of its next report and the newest that it has made.',
    example: { id: exampleId },
  }),
  listSchedules: query({
    permission: 'reports:read',
    input: ReportScheduleListInput,
    output: pageOf(ReportSchedule).meta({ id: 'ReportSchedulePage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/report-schedules' },
    weight: 1,
    summary: 'List schedules',
    description: 'Schedules of reports, newest first.',
    example: { limit: 20 },
  }),
  updateSchedule: mutation({
    permission: 'reports:write',
    counts: 'scheduledReports',
    input: ReportScheduleChange,
    output: ReportSchedule,
    errors: ['not_found', 'stale_version', 'conflict', 'plan_limit'],
    http: { method: 'PATCH', path: '/v1/report-schedules/{id}' },
    weight: 2,
    summary: 'Change a schedule',
    description: 'Changes when the report is made, pauses it or lets it go on. What is over by then isn’t made up for.',
    example: { id: exampleId, version: 1, enabled: false },
  }),
  deleteSchedule: mutation({
    permission: 'reports:write',
    input: z.object({ id: Id }),
    output: ReportSchedule,
    errors: ['not_found'],
    http: { method: 'DELETE', path: '/v1/report-schedules/{id}' },
    weight: 2,
    summary: 'Delete a schedule',
    description: 'Deletes a schedule for good; the reports that it made stay.',
    example: { id: exampleId },
  }),
};
