import type { Campaign, NotificationPayload } from '@songtrackpro/contracts';
import type { CampaignSubjects } from '@songtrackpro/db';
import type { SystemContext } from '../../notifications/index.ts';

const longestName = 300;

export const nameOf = ({ id, name }: Pick<Campaign, 'id' | 'name'>) => ({
  campaignId: id,
  campaignName: name.slice(0, longestName).toWellFormed(),
});

/** Tells everybody who may see a campaign what happened to it; `key` names it among the events of its kind, told once. */
export function tellOf(
  ctx: Pick<SystemContext, 'tell'>,
  { artistId }: Pick<CampaignSubjects, 'artistId'>,
  payload: NotificationPayload,
  key: string,
): void {
  const recipients = { permission: 'campaigns:read' as const, artistId };
  ctx.tell({ payload, eventKey: `${payload.kind}:${key}`, recipients });
}
