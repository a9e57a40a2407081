import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { Currency } from '../core/money.ts';
import { PageInput } from '../core/page.ts';
import { RowVersion } from '../core/row-version.ts';
import { Instant } from '../core/time.ts';
import { IntegrationReason } from './reasons.ts';

export const integrationProviders = ['meta', 'spotify'] as const;
export const IntegrationProvider = z.enum(integrationProviders).meta({ id: 'IntegrationProvider' });
export type IntegrationProvider = z.infer<typeof IntegrationProvider>;

export const integrationStatuses = ['connected', 'disconnected', 'error', 'expired'] as const;
export const IntegrationStatus = z
  .enum(integrationStatuses)
  .describe(
    '`connected`: numbers arrive. `expired`: somebody has to connect again. `error`: something has to be settled at the provider. `disconnected`: nothing is kept of the account.',
  )
  .meta({ id: 'IntegrationStatus' });
export type IntegrationStatus = z.infer<typeof IntegrationStatus>;

/** Most ad accounts of one connection. */
export const integrationAccountLimit = 500;

const ExternalAccountId = z
  .string()
  .regex(/^\d{1,30}$/, 'is the number of an ad account, without `act_`')
  .describe('Number of the ad account at the provider, without `act_`.');

export const IntegrationAccount = z
  .object({
    externalId: ExternalAccountId,
    name: z.string(),
    currency: Currency.nullable(),
    timeZone: z.string().nullable(),
    adAccountId: Id.nullable().describe('The ad account that facts are kept under; null until it is chosen.'),
  })
  .meta({ id: 'IntegrationAccount' });
export type IntegrationAccount = z.infer<typeof IntegrationAccount>;

export const IntegrationFault = z
  .object({
    message: z.string(),
    providerCode: z.string().nullable().describe('Code of the provider, with its subcode where there is one.'),
    traceId: z.string().nullable().describe('What the provider’s support asks for.'),
    at: Instant,
    count: z.int().nonnegative().describe('Failures since the last success; 0 where it has worked since.'),
  })
  .meta({ id: 'IntegrationFault' });
export type IntegrationFault = z.infer<typeof IntegrationFault>;

export const Integration = z
  .object({
    id: Id,
    provider: IntegrationProvider,
    status: IntegrationStatus,
    reason: IntegrationReason.nullable().describe('Why it is not as it should be; null where all is well.'),
    nextStep: z.string().nullable().describe('What a person does about it; null where nothing is to be done.'),
    accountId: z.string().nullable().describe('Id of the person’s account at the provider.'),
    accountName: z.string().nullable(),
    scopes: z.array(z.string()).describe('What the person allowed.'),
    missingScopes: z.array(z.string()).describe('What is needed and was not allowed.'),
    accounts: z.array(IntegrationAccount).describe('Ad accounts that the person may read, chosen or not.'),
    connectedBy: Id.nullable().describe('Member who connected it last; null where an API key did.'),
    connectedAt: Instant.nullable().describe('When a person last agreed.'),
    expiresAt: Instant.nullable().describe('Until when that holds; people are told 14 and 7 days before.'),
    lastSuccessAt: Instant.nullable().describe('When the provider last did what it was asked for.'),
    lastFault: IntegrationFault.nullable(),
    version: RowVersion,
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Integration' });
export type Integration = z.infer<typeof Integration>;

export const IntegrationListInput = PageInput.extend({
  provider: IntegrationProvider.optional(),
}).meta({ id: 'IntegrationListInput' });

export const ConnectionStart = z
  .object({
    url: z.string().nullable().describe('Where the person goes to agree. Shown once: it holds the attempt’s state.'),
    expiresAt: Instant.describe('Until when the person may come back.'),
    redirectUri: z.string().describe('Where the provider sends the person; exactly this has to stand in its console.'),
  })
  .meta({ id: 'ConnectionStart' });
export type ConnectionStart = z.infer<typeof ConnectionStart>;

export const ConnectionCallback = z
  .object({
    state: z.string().min(1).max(200).describe('As the provider sent it back.'),
    code: z.string().min(1).max(4096).optional().describe('As the provider sent it back, where the person agreed.'),
    error: z.string().min(1).max(200).optional().describe('As the provider sent it back, where they did not.'),
  })
  .meta({ id: 'ConnectionCallback' });

export const AccountChoice = z
  .object({
    id: Id,
    externalIds: z
      .array(ExternalAccountId)
      .max(integrationAccountLimit)
      .describe('The ad accounts to fetch numbers of; others of the connection are fetched no longer.'),
  })
  .meta({ id: 'AccountChoice' });
