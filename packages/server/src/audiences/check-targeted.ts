import type { CampaignTargeting } from '@songtrackpro/contracts';
import { holdAudiences } from '@songtrackpro/db';
import type { Context } from '../core/context.ts';
import { noSuchAudience } from './load.ts';

type Named = Pick<CampaignTargeting, 'audienceIds' | 'excludedAudienceIds'>;

const idsOf = ({ audienceIds, excludedAudienceIds }: Named) => [...audienceIds, ...excludedAudienceIds];

/** Whether all audiences of a targeting are there; those that are can't be deleted until the call ends. */
export async function hasItsAudiences(ctx: Pick<Context, 'tx'>, targeting: Named): Promise<boolean> {
  const wanted = new Set(idsOf(targeting));
  return (await holdAudiences(ctx.tx, [...wanted])).length === wanted.size;
}

/**
 * Lets a targeting name audiences that are there, and holds them until the call ends. One that it named before may be one
 * that the caller doesn't see: a member who is restricted to artists leaves in what others chose.
 */
export async function assertAudiences(
  ctx: Pick<Context, 'tx'>,
  targeting: Named,
  before: Named | null = null,
): Promise<void> {
  const wanted = [...new Set(idsOf(targeting))];
  const named = new Set(before ? idsOf(before) : []);
  const held = new Map((await holdAudiences(ctx.tx, wanted)).map(({ id, isSeen }) => [id, isSeen]));
  const gone = wanted.find((id) => !held.has(id) || !(held.get(id) || named.has(id)));
  if (gone !== undefined) throw noSuchAudience(gone);
}
