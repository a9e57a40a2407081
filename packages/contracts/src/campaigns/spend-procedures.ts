import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { pageOf } from '../core/page.ts';
import { query } from '../core/procedure.ts';
import { CampaignBudget, CampaignOverviewInput, CampaignStanding } from './spend-schemas.ts';

/** What campaigns have cost and reached, computed from the numbers. */
export const spendProcedures = {
  overview: query({
    permission: 'campaigns:read',
    input: CampaignOverviewInput,
    output: pageOf(CampaignStanding).meta({ id: 'CampaignOverviewPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/campaigns/overview' },
    weight: 5,
    summary: 'List campaigns with spend and progress',
    description: 'Campaigns as `campaigns.list` has them, each with its spend so far and its goals.',
    example: { limit: 100 },
  }),
  budget: query({
    permission: 'campaigns:read',
    input: z.object({ id: Id }),
    output: CampaignBudget,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/campaigns/{id}/budget' },
    weight: 2,
    summary: 'Read spend and pace',
    description:
      'Spend so far against a straight line from start to end: expected by now, forecast at the end, the day on which the budget runs out, and both thresholds.',
    example: { id: '01930000-0000-7000-8000-000000000000' },
  }),
};
