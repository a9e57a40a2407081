import { z } from 'zod';
import { campaignNeeds } from '../campaigns/steps.ts';
import { Id } from '../core/ids.ts';
import { Currency, MinorUnits } from '../core/money.ts';
import { CalendarDate } from '../core/time.ts';

const Reason = z.string().describe('What happened, for people.');
const Provider = z.enum(['meta', 'spotify']);
const ofCampaign = { campaignId: Id, campaignName: z.string() };
const ofIntegration = { integrationId: Id, provider: Provider, reason: Reason };

/** A step of a campaign, whoever took it. */
export const CampaignStepData = z.object({
  ...ofCampaign,
  status: z.enum(['active', 'paused', 'completed']),
  previousStatus: z.enum(['draft', 'active', 'paused']),
  startDate: CalendarDate.nullable(),
  endDate: CalendarDate.nullable(),
});

export const CampaignNotStartedData = z.object({
  ...ofCampaign,
  startDate: CalendarDate.nullable(),
  endDate: CalendarDate.nullable(),
  missing: z.array(z.enum(campaignNeeds)).describe('What it lacks.'),
});

export const BudgetThresholdData = z.object({
  ...ofCampaign,
  threshold: z.enum(['warning', 'stop']).describe('`stop` where the campaign was paused.'),
  spentMinor: MinorUnits,
  budgetMinor: MinorUnits,
  currency: Currency,
});

export const GoalReachedData = z.object({
  ...ofCampaign,
  goalId: Id,
  metric: z.string(),
  target: z.int().nonnegative(),
  value: z.int().nonnegative(),
});

export const ImportFinishedData = z.object({
  importId: Id,
  fileName: z.string(),
  status: z
    .enum(['completed', 'refused', 'failed', 'waiting'])
    .describe('`waiting` for an answer; a second event says what became of it.'),
  rowsRead: z.int().nonnegative(),
  rowsRefused: z.int().nonnegative(),
});

export const ReportReadyData = z.object({ reportId: Id, name: z.string(), from: CalendarDate, to: CalendarDate });

export const AudienceDeliveredData = z.object({
  audienceId: Id,
  deliveryId: Id,
  provider: Provider,
  kind: z.enum(['send', 'withdraw']).describe('People were sent, or the audience was deleted there.'),
  sent: z.int().nonnegative(),
  invalid: z.int().nonnegative().describe('People that the platform could not read.'),
});

export const IntegrationData = z.object(ofIntegration);

export const PlatformRefusedData = z.object({
  provider: Provider,
  subject: z.enum(['campaign', 'audience']),
  subjectId: Id,
  name: z.string(),
  reason: Reason,
});

export const InvitationAnsweredData = z.object({
  invitationId: Id,
  state: z.enum(['accepted', 'expired', 'revoked']),
});

export const InvoiceData = z.object({ invoiceId: Id, amountMinor: MinorUnits, currency: Currency });

export const TestData = z.object({ endpointId: Id, message: z.string() });
