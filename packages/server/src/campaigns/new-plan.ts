import { CampaignCreatives, CampaignTargeting, type OrganizationChoices } from '@songtrackpro/contracts';
import { findOrganization } from '@songtrackpro/db';
import { loadArtist } from '../artists/index.ts';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';
import { loadTrack } from '../tracks/index.ts';

/** What a plan has unless it says something else, beside what its organization decided. */
export const defaultPlan = {
  budgetKind: 'lifetime',
  stopPercent: 100,
  targeting: CampaignTargeting.check({ version: 1 }),
  creatives: CampaignCreatives.check({ version: 1 }),
  tags: [],
  scheduled: false,
} as const;

/** The warning that the organization decided on; no later than the stop, where a plan stops before it. */
export const warnPercentOf = (
  { budgetWarningPercent }: Pick<OrganizationChoices, 'budgetWarningPercent'>,
  stopPercent: number | null,
): number => Math.min(budgetWarningPercent, stopPercent ?? budgetWarningPercent);

/** Whom and what a campaign is for: one for a track is one for its artist, unless another artist is named. */
export async function linkOf(
  ctx: Context,
  input: { artistId?: string | undefined; trackId?: string | undefined },
): Promise<{ artistId: string | null; trackId: string | null }> {
  const track = input.trackId === undefined ? null : await loadTrack(ctx, input.trackId);
  if (input.artistId !== undefined) await loadArtist(ctx, input.artistId);
  return { artistId: input.artistId ?? track?.artistId ?? null, trackId: track?.id ?? null };
}

export async function ownOrganization(ctx: Context) {
  const organization = await findOrganization(ctx.tx, ctx.organizationId);
  if (!organization) throw new AppError('not_found');
  return organization;
}

/** The person at work where it is one: keys make campaigns that nobody in particular made. */
export const creatorOf = ({ actor }: Context): string | null =>
  actor.kind === 'user' && actor.member ? actor.user.id : null;
