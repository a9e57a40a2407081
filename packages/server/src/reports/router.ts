import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { getCampaignReport } from './get-campaign-report.ts';
import { getOverview } from './get-overview.ts';

export const reportsEndpoints = implement('reports', contract.reports, {
  overview: getOverview,
  campaign: getCampaignReport,
});
