import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import { Campaign } from './schemas.ts';
import {
  CampaignFromTemplate,
  CampaignTemplate,
  CampaignTemplateChange,
  CampaignTemplateListInput,
  NewCampaignTemplate,
} from './templates.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';

/** Plans that are kept for the next release. A template belongs to no artist. */
export const templateProcedures = {
  saveAsTemplate: mutation({
    permission: 'campaigns:write',
    reach: 'organization',
    input: NewCampaignTemplate,
    output: CampaignTemplate,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/campaign-templates' },
    weight: 2,
    summary: 'Save a campaign as a template',
    description:
      'Keeps budget, targeting, creatives, tags and goals of a campaign under a name. Later changes of the campaign don’t change it.',
    example: { campaignId: exampleId, name: 'Single release' },
  }),
  createFromTemplate: mutation({
    permission: 'campaigns:write',
    reach: 'organization',
    counts: 'activeCampaigns',
    input: CampaignFromTemplate,
    output: Campaign,
    errors: ['not_found', 'plan_limit'],
    http: { method: 'POST', path: '/v1/campaign-templates/{templateId}/campaigns' },
    weight: 2,
    summary: 'Create a campaign from a template',
    description: 'Plans a draft with its goals. With a first day the last one and the deadlines follow.',
    example: { templateId: exampleId, name: 'Release week', startDate: '2026-06-01' },
  }),
  listTemplates: query({
    permission: 'campaigns:read',
    reach: 'organization',
    input: CampaignTemplateListInput,
    output: pageOf(CampaignTemplate).meta({ id: 'CampaignTemplatePage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/campaign-templates' },
    weight: 1,
    summary: 'List templates',
    description: 'The organization’s campaign templates, newest first unless sorted otherwise.',
    example: { limit: 20 },
  }),
  getTemplate: query({
    permission: 'campaigns:read',
    reach: 'organization',
    input: z.object({ id: Id }),
    output: CampaignTemplate,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/campaign-templates/{id}' },
    weight: 1,
    summary: 'Get a template',
    description: 'Name and plan of one template.',
    example: { id: exampleId },
  }),
  updateTemplate: mutation({
    permission: 'campaigns:write',
    reach: 'organization',
    input: CampaignTemplateChange,
    output: CampaignTemplate,
    errors: ['not_found', 'stale_version', 'conflict'],
    http: { method: 'PATCH', path: '/v1/campaign-templates/{id}' },
    weight: 2,
    summary: 'Change a template',
    description:
      'Changes name and plan of a template. A field that is left out stays; targeting, creatives, tags and goals are replaced as a whole. Campaigns that were made from it stay as they are.',
    example: { id: exampleId, version: 1, name: 'Album release' },
  }),
  deleteTemplate: mutation({
    permission: 'campaigns:write',
    reach: 'organization',
    input: z.object({ id: Id }),
    output: CampaignTemplate,
    errors: ['not_found'],
    http: { method: 'DELETE', path: '/v1/campaign-templates/{id}' },
    weight: 2,
    summary: 'Delete a template',
    description: 'Deletes a template; campaigns that were made from it stay.',
    example: { id: exampleId },
  }),
  restoreTemplate: mutation({
    permission: 'campaigns:write',
    reach: 'organization',
    input: z.object({ id: Id }),
    output: CampaignTemplate,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/campaign-templates/{id}/restore' },
    weight: 2,
    summary: 'Restore a template',
    description: 'Takes a deletion back, unless another template has taken its name.',
    example: { id: exampleId },
  }),
};
