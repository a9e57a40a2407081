import type { Campaign, NotificationData } from '@songtrackpro/contracts';
import { type CampaignSubjects, tellMembers } from '@songtrackpro/db';
import type { SystemContext } from './system-call.ts';

export interface CampaignEvent {
  type: 'campaign_started' | 'campaign_ended' | 'budget_threshold' | 'goal_reached';
  title: string;
  values: NotificationData['values'];
  /** Names what happened among the events of this type: told once. */
  key: string;
  /** What it leads to besides the campaign. */
  goalId?: string;
}

const longestTitle = 300;

/** Tells everybody who may see a campaign what happened to it. */
export async function tellOf(
  { tx, organizationId }: Pick<SystemContext, 'tx' | 'organizationId'>,
  campaign: Pick<Campaign, 'id' | 'name'>,
  { artistId }: Pick<CampaignSubjects, 'artistId'>,
  { type, title, values, key, goalId }: CampaignEvent,
): Promise<void> {
  await tellMembers(tx, {
    organizationId,
    type,
    title: title.slice(0, longestTitle),
    body: null,
    data: {
      version: 1,
      subjects: [
        { kind: 'campaign', id: campaign.id },
        ...(goalId === undefined ? [] : [{ kind: 'goal', id: goalId }]),
      ],
      values: { campaign: campaign.name, ...values },
    },
    eventKey: `${type}:${key}`,
    artistId,
  });
}
