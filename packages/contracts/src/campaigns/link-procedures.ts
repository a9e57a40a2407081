import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { mutation, query } from '../core/procedure.ts';
import { AdCampaignLinks } from './schemas.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';
const AdCampaignIds = z.array(Id).min(1).max(100);

/** What joins one of our campaigns to the ad platform's. */
export const linkProcedures = {
  linkAdCampaigns: mutation({
    permission: 'campaigns:write',
    input: z.object({ id: Id, adCampaignIds: AdCampaignIds }),
    output: AdCampaignLinks,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/campaigns/{id}/ad-campaigns' },
    weight: 2,
    summary: 'Link ad campaigns',
    description:
      'Says that imported campaigns of an ad platform carry out one of ours: several of them, each for one of ours only. Spend, engagement, conversions and reach come from them.',
    example: { id: exampleId, adCampaignIds: [exampleId] },
  }),
  unlinkAdCampaigns: mutation({
    permission: 'campaigns:write',
    input: z.object({ id: Id, adCampaignIds: AdCampaignIds }),
    output: AdCampaignLinks,
    errors: ['not_found'],
    http: { method: 'DELETE', path: '/v1/campaigns/{id}/ad-campaigns' },
    weight: 2,
    summary: 'Unlink ad campaigns',
    description: 'Takes links away; the ad campaigns and their numbers stay.',
    example: { id: exampleId, adCampaignIds: [exampleId] },
  }),
  listAdCampaigns: query({
    permission: 'campaigns:read',
    input: z.object({ id: Id }),
    output: AdCampaignLinks,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/campaigns/{id}/ad-campaigns' },
    weight: 1,
    summary: 'List linked ad campaigns',
    description: 'The imported campaigns that carry out one of ours, newest first.',
    example: { id: exampleId },
  }),
};
