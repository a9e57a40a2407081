import type { Services } from '../../core/context.ts';
import { keepSchedule } from './keep-schedule.ts';
import { watchCampaigns } from './watch-campaigns.ts';

/**
 * One round for one organization: ends and starts campaigns by its calendar, then looks at spend and goals. Any round may
 * be repeated or run twice at once: a step is taken once, and an event is told once.
 */
export async function tendCampaigns(services: Services, organization: { id: string; zone: string }): Promise<void> {
  await keepSchedule(services, organization);
  await watchCampaigns(services, organization);
}
