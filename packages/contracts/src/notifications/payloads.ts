import { z } from 'zod';
import { campaignNeeds } from '../campaigns/steps.ts';
import { Id } from '../core/ids.ts';
import { Currency, MinorUnits } from '../core/money.ts';
import { CalendarDate } from '../core/time.ts';
import { versioned } from '../core/versioned.ts';

const Title = z.string().min(1).max(300);
const Reason = z.string().min(1).max(500).describe('What happened, for people.');
const ofCampaign = { campaignId: Id, campaignName: Title };
const ofIntegration = { integrationId: Id, provider: z.enum(['meta', 'spotify']), reason: Reason };

const GoalReached = z.strictObject({
  kind: z.literal('goal_reached'),
  ...ofCampaign,
  goalId: Id,
  metric: z.string().min(1).max(100),
  target: z.int().nonnegative(),
  value: z.int().nonnegative(),
});
const ofStep = { ...ofCampaign, startDate: CalendarDate.nullable(), endDate: CalendarDate.nullable() };
const CampaignStarted = z.strictObject({ kind: z.literal('campaign_started'), ...ofStep });
const CampaignNotStarted = z.strictObject({
  kind: z.literal('campaign_not_started'),
  ...ofStep,
  missing: z.array(z.enum(campaignNeeds)).min(1).describe('What it lacks.'),
});
const CampaignEnded = z.strictObject({ kind: z.literal('campaign_ended'), ...ofStep });
const BudgetThreshold = z.strictObject({
  kind: z.literal('budget_threshold'),
  ...ofCampaign,
  threshold: z.enum(['warning', 'stop']).describe('`stop` where the campaign was paused.'),
  spentMinor: MinorUnits,
  budgetMinor: MinorUnits,
  currency: Currency,
});
const IntegrationAttention = z.strictObject({ kind: z.literal('integration_attention'), ...ofIntegration });
const ImportFinished = z.strictObject({
  kind: z.literal('import_finished'),
  importId: Id,
  fileName: Title,
  status: z.enum(['completed', 'refused', 'failed', 'waiting']),
  rowsRead: z.int().nonnegative(),
  rowsRefused: z.int().nonnegative(),
});
const InvitationAnswered = z.strictObject({
  kind: z.literal('invitation'),
  invitationId: Id,
  email: z.string().max(320),
  state: z.enum(['accepted', 'expired', 'revoked']),
});
const PaymentFailed = z.strictObject({
  kind: z.literal('payment_failed'),
  invoiceId: Id,
  amountMinor: MinorUnits,
  currency: Currency,
});
const ReportReady = z.strictObject({
  kind: z.literal('report_ready'),
  reportId: Id,
  name: Title,
  from: CalendarDate,
  to: CalendarDate,
});
const SyncFailed = z.strictObject({ kind: z.literal('sync_failed'), ...ofIntegration });
const PlatformRefused = z.strictObject({
  kind: z.literal('platform_refused'),
  provider: z.enum(['meta', 'spotify']),
  subject: z.enum(['campaign', 'audience']),
  subjectId: Id,
  name: Title,
  reason: Reason,
});

const WebhookDisabled = z.strictObject({
  kind: z.literal('webhook_disabled'),
  endpointId: Id,
  url: z.string().min(1).max(2000),
  reason: z.enum(['gone', 'failing']).describe('`gone`: it answered 410; `failing`: nothing arrived for three days.'),
});

/** What a notification is about, by its kind. */
export const NotificationPayload = z
  .union([
    CampaignStarted,
    CampaignNotStarted,
    CampaignEnded,
    GoalReached,
    BudgetThreshold,
    IntegrationAttention,
    ImportFinished,
    InvitationAnswered,
    PaymentFailed,
    ReportReady,
    SyncFailed,
    PlatformRefused,
    WebhookDisabled,
  ])
  .meta({ id: 'NotificationPayload' });
export type NotificationPayload = z.infer<typeof NotificationPayload>;

const NotificationDataV1 = z.strictObject({ version: z.literal(1), payload: NotificationPayload });
export type NotificationData = z.infer<typeof NotificationDataV1>;

/** What an in-app notification carries beside its text, so that it can be said in another language later. */
export const NotificationData = versioned<NotificationData>('notification data', 1, NotificationDataV1);
