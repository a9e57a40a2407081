import type { z } from 'zod';
import {
  AudienceDeliveredData,
  BudgetThresholdData,
  CampaignNotStartedData,
  CampaignStepData,
  GoalReachedData,
  ImportFinishedData,
  IntegrationData,
  InvitationAnsweredData,
  InvoiceData,
  PlatformRefusedData,
  ReportReadyData,
  TestData,
} from './event-data.ts';

/** One type of event: the version of its data grows when a field is removed or means something else, never for a new one. */
interface EventKind<Data extends z.ZodType> {
  readonly version: 1;
  readonly summary: string;
  readonly data: Data;
  readonly example: z.output<Data>;
}

const kind = <Data extends z.ZodType>(summary: string, data: Data, example: z.output<Data>): EventKind<Data> => ({
  version: 1,
  summary,
  data,
  example,
});

const id = (last: number) => `01930000-0000-7000-8000-${String(last).padStart(12, '0')}`;
const campaign = { campaignId: id(1), campaignName: 'Release week' };
const days = { startDate: '2026-03-01', endDate: '2026-03-28' };
const integration = { integrationId: id(6), provider: 'meta' as const };
const invoice = { invoiceId: id(9), amountMinor: 4900, currency: 'EUR' };

/** Everything that an organization can be told by a webhook. A type is never renamed. */
export const webhookEventKinds = {
  'campaign.started': kind('A campaign became active for the first time.', CampaignStepData, {
    ...campaign,
    ...days,
    status: 'active',
    previousStatus: 'draft',
  }),
  'campaign.paused': kind('A campaign was paused, by a person or because its budget is used up.', CampaignStepData, {
    ...campaign,
    ...days,
    status: 'paused',
    previousStatus: 'active',
  }),
  'campaign.resumed': kind('A paused campaign became active again.', CampaignStepData, {
    ...campaign,
    ...days,
    status: 'active',
    previousStatus: 'paused',
  }),
  'campaign.completed': kind(
    'A campaign was completed, by a person or because its last day is over.',
    CampaignStepData,
    {
      ...campaign,
      ...days,
      status: 'completed',
      previousStatus: 'active',
    },
  ),
  'campaign.not_started': kind('A scheduled campaign lacks something on its first day.', CampaignNotStartedData, {
    ...campaign,
    ...days,
    missing: ['goal'],
  }),
  'campaign.budget_threshold': kind('Spend reached the warning or the stop of a budget.', BudgetThresholdData, {
    ...campaign,
    threshold: 'warning',
    spentMinor: 40_000,
    budgetMinor: 50_000,
    currency: 'EUR',
  }),
  'goal.reached': kind('A goal reached its target, once for each target.', GoalReachedData, {
    ...campaign,
    goalId: id(2),
    metric: 'streams',
    target: 5000,
    value: 6300,
  }),
  'import.finished': kind('An import ended, or waits for an answer.', ImportFinishedData, {
    importId: id(3),
    fileName: 'timeline.csv',
    status: 'completed',
    rowsRead: 365,
    rowsRefused: 0,
  }),
  'report.ready': kind('A scheduled report was made.', ReportReadyData, {
    reportId: id(4),
    name: 'Release week',
    from: '2026-03-01',
    to: '2026-03-07',
  }),
  'audience.delivered': kind('An ad platform has taken what was sent of an audience.', AudienceDeliveredData, {
    audienceId: id(5),
    deliveryId: id(10),
    provider: 'meta',
    kind: 'send',
    sent: 1200,
    invalid: 3,
  }),
  'integration.attention': kind('A connection needs somebody to look after it.', IntegrationData, {
    ...integration,
    reason: 'Connect again: the agreement has ended.',
  }),
  'integration.sync_failed': kind('Fetching numbers of an ad account failed, once a day and cause.', IntegrationData, {
    ...integration,
    reason: 'The ad account is disabled.',
  }),
  'platform.refused': kind('An ad platform did not do what was asked of it.', PlatformRefusedData, {
    provider: 'meta',
    subject: 'audience',
    subjectId: id(5),
    name: 'Newsletter',
    reason: 'The terms for custom audiences were not accepted.',
  }),
  'invitation.answered': kind('An invitation was accepted or revoked, or has expired.', InvitationAnsweredData, {
    invitationId: id(8),
    state: 'accepted',
  }),
  'invoice.paid': kind('An invoice of the organization’s plan was paid.', InvoiceData, invoice),
  'invoice.payment_failed': kind('A try to collect a payment failed; each try is an event.', InvoiceData, invoice),
  'webhook.test': kind('Sent by `webhooks.sendTest` alone, whatever the endpoint selects.', TestData, {
    endpointId: id(11),
    message: 'This is a test.',
  }),
} as const;

export type WebhookEventType = keyof typeof webhookEventKinds;
export const webhookEventTypes = Object.keys(webhookEventKinds) as [WebhookEventType, ...WebhookEventType[]];
