import { z } from 'zod';
import { Origin } from '../artists/schemas.ts';
import { Id } from '../core/ids.ts';
import { PageInput, pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import { Campaign, CampaignChange, CampaignStatus, NewCampaign } from './schemas.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';

export const campaigns = {
  create: mutation({
    permission: 'campaigns:write',
    input: NewCampaign,
    output: Campaign,
    errors: ['not_found'],
    http: { method: 'POST', path: '/v1/campaigns' },
    weight: 2,
    summary: 'Create a campaign',
    description: 'Plans a campaign as a draft. Artist and track must be the organization’s own.',
    example: {
      name: 'Release week',
      startDate: '2026-03-01',
      endDate: '2026-03-14',
      budgetMinor: 50000,
      currency: 'USD',
    },
  }),
  get: query({
    permission: 'campaigns:read',
    input: z.object({ id: Id }),
    output: Campaign,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/campaigns/{id}' },
    weight: 1,
    summary: 'Read a campaign',
    description: 'One campaign by its id.',
    example: { id: exampleId },
  }),
  list: query({
    permission: 'campaigns:read',
    input: PageInput.extend({
      status: CampaignStatus.optional().describe('Only campaigns in this state.'),
      origin: Origin.optional().describe('Only planned or only imported campaigns.'),
    }).meta({ id: 'CampaignListInput' }),
    output: pageOf(Campaign).meta({ id: 'CampaignPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/campaigns' },
    weight: 1,
    summary: 'List campaigns',
    description: 'The organization’s campaigns, newest first.',
    example: { limit: 20 },
  }),
  update: mutation({
    permission: 'campaigns:write',
    input: CampaignChange,
    output: Campaign,
    errors: ['not_found', 'stale_version'],
    http: { method: 'PATCH', path: '/v1/campaigns/{id}' },
    weight: 2,
    summary: 'Change a campaign',
    description: 'Renames a campaign or links it to an artist or a track, so that reports show streams beside spend.',
    example: { id: exampleId, version: 1, name: 'Release week, second flight' },
  }),
};
