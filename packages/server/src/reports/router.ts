import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { exportReport } from './files/export-report.ts';
import { getCampaignReport } from './get-campaign-report.ts';
import { getOverview } from './get-overview.ts';
import { createSchedule } from './schedules/create-schedule.ts';
import { deleteSchedule } from './schedules/delete-schedule.ts';
import { getSchedule } from './schedules/get-schedule.ts';
import { listSchedules } from './schedules/list-schedules.ts';
import { updateSchedule } from './schedules/update-schedule.ts';
import { listShares } from './shares/list-shares.ts';
import { revokeShare } from './shares/revoke-share.ts';
import { shareReport } from './shares/share-report.ts';
import { buildReport } from './stored/build-report.ts';
import { deleteReport } from './stored/delete-report.ts';
import { freezeReport } from './stored/freeze-report.ts';
import { getReport } from './stored/get-report.ts';
import { listReports } from './stored/list-reports.ts';
import { verifyReport } from './stored/verify-report.ts';

export const reportsEndpoints = implement('reports', contract.reports, {
  overview: getOverview,
  campaign: getCampaignReport,
  build: buildReport,
  list: listReports,
  get: getReport,
  freeze: freezeReport,
  verify: verifyReport,
  delete: deleteReport,
  export: exportReport,
  share: shareReport,
  listShares,
  revokeShare,
  createSchedule,
  getSchedule,
  listSchedules,
  updateSchedule,
  deleteSchedule,
});
