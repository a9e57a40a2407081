import { dateIn } from '@songtrackpro/contracts';
import {
  findCampaignWithSubjects,
  listEnabledSchedules,
  lockReportSchedule,
  noteScheduledReport,
  type ReportScheduleRecord,
} from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';
import { inSystemCall, type SystemContext } from '../../notifications/index.ts';
import { makeReport } from '../stored/make-report.ts';
import { latestDue } from './periods.ts';

const longestName = 300;

const isDue = ({ rhythm, doneTo }: ReportScheduleRecord, today: string) => latestDue(rhythm, today).to > doneTo;

/** Makes the report of the newest period, under a lock of its schedule: of two processes the second finds it made. */
async function runSchedule(ctx: SystemContext, id: string, today: string): Promise<void> {
  const schedule = await lockReportSchedule(ctx.tx, id);
  const found = schedule && (await findCampaignWithSubjects(ctx.tx, schedule.campaignId));
  if (!schedule || !found || !isDue(schedule, today)) return;
  const { campaign, subjects } = found;
  const { from, to } = latestDue(schedule.rhythm, today);
  // A campaign that was over by then has nothing new to tell.
  if (campaign.endDate !== null && campaign.endDate < from) return noteScheduledReport(ctx.tx, id, to, null);
  const { entry, built } = await makeReport(ctx, { campaignId: campaign.id, from, to, asOf: null });
  await noteScheduledReport(ctx.tx, id, to, { id: entry.id, version: entry.version, from, to });
  ctx.audit('reports.build', {
    resource: { kind: 'report', id: entry.id },
    before: built ? null : entry,
    after: entry,
  });
  const name = campaign.name.slice(0, longestName).toWellFormed();
  ctx.tell({
    payload: { kind: 'report_ready', reportId: entry.id, name, from, to },
    eventKey: `report_ready:${id}:${to}`,
    recipients: { permission: 'reports:read', artistId: subjects.artistId },
  });
}

/** Makes every report of one organization that its calendar has made due. Each schedule by itself. */
export async function runSchedules(services: Services, { id, zone }: { id: string; zone: string }): Promise<void> {
  const today = dateIn(zone, services.clock());
  const enabled = await inSystemCall(services, id, (ctx) => listEnabledSchedules(ctx.tx));
  for (const schedule of enabled.filter((one) => isDue(one, today))) {
    try {
      await inSystemCall(services, id, (ctx) => runSchedule(ctx, schedule.id, today));
    } catch (error) {
      services.log.error({ organizationId: id, scheduleId: schedule.id, err: error }, 'a scheduled report failed');
    }
  }
}
