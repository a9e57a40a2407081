import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { pageOf } from '../core/page.ts';
import { providerMutation, query } from '../core/procedure.ts';
import {
  CampaignPublication,
  PlatformBudgetChange,
  PlatformChange,
  PlatformChangeListInput,
  PlatformStatusChange,
} from './platform-schemas.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';

// An ad account belongs to no artist: restricted members have no part in what is done with it.
const write = { permission: 'campaigns:write', reach: 'organization' } as const;
const read = { permission: 'campaigns:read', reach: 'organization' } as const;

/** What is done at the ad platform. */
export const platformProcedures = {
  publish: providerMutation({
    ...write,
    input: CampaignPublication,
    output: PlatformChange,
    errors: ['not_found', 'conflict', 'provider_refused', 'provider_unreachable'],
    http: { method: 'POST', path: '/v1/campaigns/{id}/publish' },
    weight: 10,
    summary: 'Publish a campaign to the ad platform',
    description:
      'Lets Meta check a campaign, then makes it there, paused, with its name and budget, and links it. What Meta refuses is told and nothing is made. Where no answer comes, the change stays `open`: it is looked for at Meta before it is tried again, so that one campaign is made and not two.',
    example: { id: exampleId, adAccountId: exampleId, objective: 'traffic' },
  }),
  setPlatformStatus: providerMutation({
    ...write,
    input: PlatformStatusChange,
    output: PlatformChange,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/campaigns/{id}/platform-status' },
    weight: 5,
    summary: 'Pause or resume a campaign at the ad platform',
    description:
      'Pauses or resumes one of Meta’s campaigns. Where no answer comes, the change stays `open` and is tried again; a later one takes its place.',
    example: { id: exampleId, status: 'paused' },
  }),
  setPlatformBudget: providerMutation({
    ...write,
    input: PlatformBudgetChange,
    output: PlatformChange,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/campaigns/{id}/platform-budget' },
    weight: 5,
    summary: 'Change a budget at the ad platform',
    description:
      'Gives one of Meta’s campaigns another budget, in minor units of the ad account’s currency. The plan of ours that it carries out stays as it is.',
    example: { id: exampleId, budgetKind: 'daily', budgetMinor: 2500 },
  }),
  getPlatformChange: query({
    ...read,
    input: z.object({ id: Id }),
    output: PlatformChange,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/platform-changes/{id}' },
    weight: 1,
    summary: 'Read a change at the ad platform',
    description: 'What the platform was asked to do, and what became of it.',
    example: { id: exampleId },
  }),
  listPlatformChanges: query({
    ...read,
    input: PlatformChangeListInput,
    output: pageOf(PlatformChange).meta({ id: 'PlatformChangePage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/platform-changes' },
    weight: 1,
    summary: 'List changes at the ad platform',
    description: 'What the platform was asked to do, newest first.',
    example: { limit: 20, status: 'open' },
  }),
};
