import type { ReportSchedule } from '@songtrackpro/contracts';
import { findOrganization, findReportSchedule, type ReportScheduleRecord } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { ReadContext } from '../../core/context.ts';
import { nextDue } from './periods.ts';

/** A schedule as it is answered: what it has passed over is told as the day of its next report. */
export const toSchedule = ({ doneTo, ...schedule }: ReportScheduleRecord): ReportSchedule => ({
  ...schedule,
  nextRunOn: nextDue(schedule.rhythm, doneTo),
});

/** The organization's schedule of this id, or `not_found`. */
export async function loadSchedule(ctx: Pick<ReadContext, 'tx'>, id: string): Promise<ReportScheduleRecord> {
  const schedule = await findReportSchedule(ctx.tx, id);
  if (!schedule)
    throw new AppError('not_found', {
      message: 'There is no such schedule.',
      details: { entity: 'reportSchedule', id },
    });
  return schedule;
}

/** The zone whose calendar schedules follow. */
export async function zoneOf(ctx: Pick<ReadContext, 'tx' | 'organizationId'>): Promise<string> {
  const organization = await findOrganization(ctx.tx, ctx.organizationId);
  if (!organization) throw new AppError('not_found');
  return organization.timeZone;
}
