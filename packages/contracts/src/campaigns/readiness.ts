import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { query } from '../core/procedure.ts';
import { LinkFault } from './creative-links.ts';
import { CampaignStatus } from './schemas.ts';
import { campaignNeeds } from './steps.ts';

export const CampaignReadiness = z
  .object({
    campaignId: Id,
    status: CampaignStatus.nullable().describe('Null for an imported campaign, which is started at its platform.'),
    ready: z.boolean().describe('Whether it may become active now, as far as it is up to the plan.'),
    missing: z.array(z.enum(campaignNeeds)).describe('What it lacks to be active; empty where it is ready.'),
    errors: z.array(LinkFault).describe('Links that fail or contradict themselves: the need `links`.'),
    warnings: z.array(LinkFault).describe('What keeps nobody from starting it.'),
  })
  .meta({ id: 'CampaignReadiness' });
export type CampaignReadiness = z.infer<typeof CampaignReadiness>;

export const readiness = query({
  permission: 'campaigns:read',
  input: z.object({ id: Id }),
  output: CampaignReadiness,
  errors: ['not_found'],
  http: { method: 'GET', path: '/v1/campaigns/{id}/readiness' },
  weight: 2,
  summary: 'Read what a campaign lacks',
  description:
    'What a campaign needs to become active and doesn’t have, and what is wrong with the links of its creatives: errors keep it from starting, warnings don’t.',
  example: { id: '01930000-0000-7000-8000-000000000000' },
});
