import type { Campaign, WebhookOccurrence } from '@songtrackpro/contracts';

/** What webhooks tell of a step; nothing of one into the archive. */
export function stepOccurrence({ status: previousStatus }: Campaign, after: Campaign): WebhookOccurrence | null {
  const { id: campaignId, name: campaignName, status, startDate, endDate } = after;
  if (previousStatus === null || previousStatus === 'completed' || previousStatus === 'archived') return null;
  const data = { campaignId, campaignName, previousStatus, startDate, endDate };
  switch (status) {
    case 'active':
      return { type: previousStatus === 'draft' ? 'campaign.started' : 'campaign.resumed', data: { ...data, status } };
    case 'paused':
      return { type: 'campaign.paused', data: { ...data, status } };
    case 'completed':
      return { type: 'campaign.completed', data: { ...data, status } };
    default:
      return null;
  }
}
