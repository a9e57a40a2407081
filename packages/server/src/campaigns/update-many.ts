import {
  type Campaign,
  type CampaignBulkResult,
  type CampaignStatus,
  type contract,
  findCampaignStep,
} from '@songtrackpro/contracts';
import { changeCampaigns, lockCampaigns, type ManyChange } from '@songtrackpro/db';
import type { z } from 'zod';
import type { Verb } from '../core/endpoint.ts';

type Change = z.output<typeof contract.campaigns.updateMany.input>['change'];
type Verdict = 'change' | 'unchanged' | CampaignBulkResult['refused'][number]['code'];

const mostTags = 50;

function judgeStep({ status }: Campaign, to: CampaignStatus): Verdict {
  if (status === to) return 'unchanged';
  const step = status === null ? null : findCampaignStep(status, to);
  return step?.by.includes('person') && step.needs.length === 0 ? 'change' : 'wrong_status';
}

function judge(campaign: Campaign | undefined, change: Change): Verdict {
  if (!campaign) return 'not_found';
  if (change.kind === 'pause') return judgeStep(campaign, 'paused');
  if (change.kind === 'archive') return judgeStep(campaign, 'archived');
  const hasTag = campaign.tags.includes(change.tag);
  if (hasTag === (change.kind === 'tag')) return 'unchanged';
  if (campaign.status === 'archived') return 'wrong_status';
  return change.kind === 'tag' && campaign.tags.length >= mostTags ? 'too_many_tags' : 'change';
}

function toChange(change: Change): ManyChange {
  if (change.kind === 'pause') return { status: 'paused' };
  if (change.kind === 'archive') return { status: 'archived' };
  return change.kind === 'tag' ? { tag: change.tag } : { untag: change.tag };
}

export const updateManyCampaigns: Verb<typeof contract.campaigns.updateMany> = async (ctx, { ids, change }) => {
  const found = new Map((await lockCampaigns(ctx.tx, ids)).map((campaign) => [campaign.id, campaign]));
  const result: CampaignBulkResult = { changed: [], unchanged: [], refused: [] };
  const wanted = new Set<string>();
  for (const [index, id] of ids.entries()) {
    if (wanted.has(id)) continue;
    const verdict = judge(found.get(id), change);
    if (verdict === 'change') wanted.add(id);
    else if (verdict === 'unchanged') result.unchanged.push(id);
    else result.refused.push({ index, code: verdict });
  }
  const after = new Map(
    (await changeCampaigns(ctx.tx, [...wanted], toChange(change))).map((campaign) => [campaign.id, campaign]),
  );
  result.changed = [...wanted];
  for (const id of wanted) {
    ctx.audit({ resource: { kind: 'campaign', id }, before: found.get(id) ?? null, after: after.get(id) ?? null });
  }
  // That a call changed nothing is worth an entry as well.
  if (wanted.size === 0)
    ctx.audit({ resource: { kind: 'organization', id: ctx.organizationId }, before: null, after: null });
  return result;
};
