import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { pageOf } from '../core/page.ts';
import { mutation, providerMutation, query } from '../core/procedure.ts';
import { IntegrationHealth } from './health.ts';
import {
  AccountChoice,
  ConnectionCallback,
  ConnectionStart,
  Integration,
  IntegrationListInput,
  IntegrationProvider,
} from './schemas.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';

export const integrations = {
  list: query({
    permission: 'integrations:read',
    reach: 'organization',
    input: IntegrationListInput,
    output: pageOf(Integration).meta({ id: 'IntegrationPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/integrations' },
    weight: 1,
    summary: 'List connections',
    description: 'The organization’s connections to providers, at most one for each.',
    example: { limit: 20 },
  }),
  get: query({
    permission: 'integrations:read',
    reach: 'organization',
    input: z.object({ id: Id }),
    output: Integration,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/integrations/{id}' },
    weight: 1,
    summary: 'Get a connection',
    description: 'How a connection is, why, and what a person does about it.',
    example: { id: exampleId },
  }),
  connect: mutation({
    permission: 'integrations:write',
    reach: 'organization',
    input: z.object({ provider: IntegrationProvider }),
    output: ConnectionStart,
    errors: ['conflict'],
    http: { method: 'POST', path: '/v1/integrations/connect' },
    secrets: ['url'],
    weight: 5,
    summary: 'Begin to connect',
    description:
      'Answers where a person goes to agree. Only who begins may finish, once and within ten minutes. Where a connection is there, it becomes the one that is connected anew, with all that was fetched.',
    example: { provider: 'meta' },
  }),
  callback: providerMutation({
    permission: 'integrations:write',
    reach: 'organization',
    counts: 'integrations',
    input: ConnectionCallback,
    output: Integration,
    errors: ['token_invalid', 'conflict', 'provider_refused', 'provider_unreachable', 'plan_limit'],
    http: { method: 'POST', path: '/v1/integrations/callback' },
    weight: 10,
    summary: 'Finish to connect',
    description:
      'Takes what the provider’s redirect brought. A browser that is signed in by its cookie has this done by the redirect itself; everybody else sends state and code here, as who began.',
    example: { state: 'state-of-the-redirect', code: 'code-of-the-redirect' },
  }),
  selectAccounts: mutation({
    permission: 'integrations:write',
    reach: 'organization',
    input: AccountChoice,
    output: Integration,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/integrations/{id}/accounts' },
    weight: 2,
    summary: 'Choose ad accounts',
    description:
      'Says which ad accounts numbers are fetched of. One that exports or an earlier connection named before is found again, with all its facts.',
    example: { id: exampleId, externalIds: ['1234567890'] },
  }),
  syncNow: mutation({
    permission: 'integrations:write',
    reach: 'organization',
    input: z.object({ id: Id }),
    output: IntegrationHealth,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/integrations/{id}/sync' },
    weight: 10,
    summary: 'Fetch numbers now',
    description:
      'Asks for a sync of every chosen ad account, beside the ones by the clock. What waits because the provider asks for patience goes on waiting; `integrations.health` shows how far it is.',
    example: { id: exampleId },
  }),
  health: query({
    permission: 'integrations:read',
    reach: 'organization',
    input: z.object({ id: Id }),
    output: IntegrationHealth,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/integrations/{id}/health' },
    weight: 2,
    summary: 'Show how fetching goes',
    description: 'For each chosen ad account: lag, progress of the back-fill, rows, restated share, limits, faults.',
    example: { id: exampleId },
  }),
  disconnect: mutation({
    permission: 'integrations:write',
    reach: 'organization',
    whileOverdue: true,
    input: z.object({ id: Id }),
    output: Integration,
    errors: ['not_found'],
    http: { method: 'POST', path: '/v1/integrations/{id}/disconnect' },
    weight: 5,
    summary: 'Disconnect',
    description:
      'Deletes the tokens and what is known of the account, and takes the permission back at Meta. Facts that were fetched stay, and so do the ad accounts that they are about.',
    example: { id: exampleId },
  }),
};
