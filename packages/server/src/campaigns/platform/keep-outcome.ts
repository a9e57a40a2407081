import {
  endTry,
  findCampaign,
  findChange,
  linkAdCampaigns,
  lockSubjects,
  nodeKey,
  resolveNodes,
  type StoredChange,
  writePlatformStatuses,
  writeSyncedBudgets,
} from '@songtrackpro/db';
import { faultAfter, isFinal, nextTry, patienceMs } from '../../integrations/index.ts';
import type { SystemContext } from '../../notifications/index.ts';
import type { ProviderError } from '../../providers/index.ts';

/** The row of the platform's campaign, found or made, and linked to ours. */
async function placeCreated(ctx: SystemContext, change: StoredChange, externalId: string): Promise<string> {
  const { tx, organizationId } = ctx;
  const { campaignId, adAccountId, wish } = change;
  await lockSubjects(tx, organizationId);
  const name = wish.kind === 'create' ? wish.name : externalId;
  const node = { kind: 'campaign' as const, name, externalId, campaignId: null, adSetId: null };
  const artistId = (await findCampaign(tx, campaignId))?.artistId ?? null;
  const { ids } = await resolveNodes(tx, organizationId, adAccountId, [node], artistId);
  const id = ids.get(nodeKey(node));
  if (id === undefined) throw new Error('a campaign was neither found nor made');
  await linkAdCampaigns(tx, organizationId, campaignId, [id]);
  return id;
}

async function noteState({ tx }: SystemContext, adCampaignId: string, { wish }: StoredChange): Promise<void> {
  if (wish.kind !== 'budget') {
    const isActive = wish.kind === 'status' && wish.status === 'active';
    await writePlatformStatuses(tx, new Map([[adCampaignId, isActive ? 'ACTIVE' : 'PAUSED']]));
  }
  if (wish.kind === 'status' || wish.budgetMinor === null) return;
  const { budgetKind: kind, budgetMinor, currency } = wish;
  await writeSyncedBudgets(tx, [{ campaignId: adCampaignId, kind, budgetMinor, currency }]);
}

function audit(ctx: SystemContext, { id, campaignId, wish }: StoredChange, after: object): void {
  const before = { platformChangeId: id, wish, status: 'open' };
  ctx.audit('campaigns.platformChanged', {
    resource: { kind: 'campaign', id: campaignId },
    before,
    after: { ...before, ...after },
  });
}

/** The platform has done it. A campaign of ours that went for good meanwhile is not missed: a sync brings the platform's. */
export async function keepDone(ctx: SystemContext, change: StoredChange, externalId: string): Promise<void> {
  const open = await findChange(ctx.tx, change.id);
  if (open?.status !== 'open') return;
  const adCampaignId = change.adCampaignId ?? (await placeCreated(ctx, change, externalId));
  await noteState(ctx, adCampaignId, change);
  await endTry(ctx.tx, change.id, { status: 'done', adCampaignId, externalId, fault: null, at: ctx.now });
  audit(ctx, change, { status: 'done', externalId });
}

async function tellRefusal(ctx: SystemContext, { id, campaignId }: StoredChange, reason: string): Promise<void> {
  const name = (await findCampaign(ctx.tx, campaignId))?.name ?? 'a campaign';
  ctx.tell({
    payload: {
      kind: 'platform_refused',
      provider: 'meta',
      subject: 'campaign',
      subjectId: campaignId,
      name: name.slice(0, 300),
      reason: reason.slice(0, 500),
    },
    eventKey: `platform_refused:${id}`,
    recipients: { permission: 'campaigns:write' },
  });
}

/** A try has failed: for good, where nothing can have happened or a day has passed, else it is looked after again. */
export async function keepFault(ctx: SystemContext, change: StoredChange, error: ProviderError): Promise<void> {
  const { tx, now } = ctx;
  const fault = faultAfter(error, change.tries, now);
  const isOver = isFinal(error) || now.getTime() - Date.parse(change.createdAt) >= patienceMs;
  if (!isOver) {
    await endTry(tx, change.id, { fault, waitUntil: nextTry(error, change.tries, now), at: now });
    return;
  }
  if (!(await endTry(tx, change.id, { status: 'refused', fault, at: now }))) return;
  audit(ctx, change, { status: 'refused', fault });
  await tellRefusal(ctx, change, fault.message);
}
