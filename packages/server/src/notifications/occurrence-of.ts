import type { NotificationPayload, WebhookOccurrence } from '@songtrackpro/contracts';

/**
 * What webhooks tell of what people are told; null where they learn of it in another way, because it also happens when
 * nobody is to be told, or never.
 */
export function occurrenceOf(payload: NotificationPayload): WebhookOccurrence | null {
  switch (payload.kind) {
    case 'campaign_not_started':
      return { type: 'campaign.not_started', data: payload };
    case 'budget_threshold':
      return { type: 'campaign.budget_threshold', data: payload };
    case 'goal_reached':
      return { type: 'goal.reached', data: payload };
    case 'report_ready':
      return { type: 'report.ready', data: payload };
    case 'integration_attention':
      return { type: 'integration.attention', data: payload };
    case 'sync_failed':
      return { type: 'integration.sync_failed', data: payload };
    case 'platform_refused':
      return { type: 'platform.refused', data: payload };
    case 'invitation':
      return { type: 'invitation.answered', data: payload };
    case 'payment_failed':
      return { type: 'invoice.payment_failed', data: payload };
    case 'campaign_started':
    case 'campaign_ended':
    case 'import_finished':
    case 'webhook_disabled':
      return null;
  }
}
