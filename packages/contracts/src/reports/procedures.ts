import { query } from '../core/procedure.ts';
import { scheduleProcedures } from './schedule-procedures.ts';
import { CampaignReport, CampaignReportInput, Overview, OverviewInput } from './schemas.ts';
import { shareProcedures } from './share-procedures.ts';
import { storedProcedures } from './stored-procedures.ts';

export const reports = {
  overview: query({
    permission: 'reports:read',
    reach: 'organization',
    input: OverviewInput,
    output: Overview,
    errors: [],
    http: { method: 'GET', path: '/v1/reports/overview' },
    weight: 5,
    summary: 'Everything at a glance',
    description: 'Totals of each ad account as the platform states them, and the days that each timeline covers.',
    example: {},
  }),
  campaign: query({
    permission: 'reports:read',
    input: CampaignReportInput,
    output: CampaignReport,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/reports/campaigns/{campaignId}' },
    weight: 5,
    summary: 'Report of one campaign',
    description: 'Totals, spend and streams by day on one axis, and what is missing.',
    example: { campaignId: '01930000-0000-7000-8000-000000000000' },
  }),
  ...storedProcedures,
  ...shareProcedures,
  ...scheduleProcedures,
};
