import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { Instant } from '../core/time.ts';
import { IntegrationReason } from './reasons.ts';
import { IntegrationStatus } from './schemas.ts';

const SyncFault = z
  .object({
    kind: z.string().describe('What is done about it: `throttled`, `transient`, `expired`, `permission`, `permanent`.'),
    reason: z.string(),
    message: z.string(),
    code: z.string().nullable().describe('Code of the provider.'),
    subcode: z.string().nullable(),
    traceId: z.string().nullable().describe('What the provider’s support asks for.'),
    at: Instant,
    count: z.int().positive().describe('Tries in a row that ended like this.'),
  })
  .meta({ id: 'SyncFault' });

const SyncGauge = z
  .object({
    limit: z.string().describe('The provider’s name of the limit.'),
    percent: z.number().describe('How much of it was used up when the provider last said so.'),
    regainMs: z.number().nullable().describe('Milliseconds until it may be asked again; null where it may.'),
  })
  .meta({ id: 'SyncGauge' });

export const SyncHealth = z
  .object({
    adAccountId: Id,
    name: z.string(),
    status: z
      .enum(['queued', 'running', 'idle', 'throttled', 'failed'])
      .describe('`idle` between two syncs; `throttled` and `failed` go on by themselves after `waitUntil`.'),
    lagSeconds: z.int().nonnegative().nullable().describe('Since the last sync that got through; null where none did.'),
    succeededAt: Instant.nullable(),
    waitUntil: Instant.nullable().describe('Until then nothing is asked; null where nothing holds it.'),
    backFill: z
      .object({ done: z.int().nonnegative(), total: z.int().nonnegative() })
      .nullable()
      .describe('Days to be fetched once, counted for each of the series; null until they are known.'),
    rowsRead: z.int().nonnegative(),
    factsChanged: z.int().nonnegative(),
    restatedShare: z
      .number()
      .nullable()
      .describe('Of the facts that were asked for again, the share that had changed; null where none was.'),
    unreconciled: z.int().nonnegative().describe('Stretches of days whose pages never made up their sum.'),
    quotaLeftPercent: z
      .number()
      .nullable()
      .describe('What is left of the limit that is used up most; null where the provider said nothing.'),
    gauges: z.array(SyncGauge),
    fault: SyncFault.nullable(),
  })
  .meta({ id: 'SyncHealth' });
export type SyncHealth = z.infer<typeof SyncHealth>;

export const IntegrationHealth = z
  .object({
    id: Id,
    status: IntegrationStatus,
    reason: IntegrationReason.nullable(),
    nextStep: z.string().nullable(),
    accounts: z.array(SyncHealth).describe('Of each ad account that was chosen and asked for.'),
  })
  .meta({ id: 'IntegrationHealth' });
export type IntegrationHealth = z.infer<typeof IntegrationHealth>;
