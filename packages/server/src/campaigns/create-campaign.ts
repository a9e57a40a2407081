import type { contract } from '@songtrackpro/contracts';
import { findOrganization, insertCampaign } from '@songtrackpro/db';
import { loadArtist } from '../artists/index.ts';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { loadTrack } from '../tracks/index.ts';

export const createCampaign: Verb<typeof contract.campaigns.create> = async (ctx, input) => {
  const organization = await findOrganization(ctx.tx, ctx.organizationId);
  if (!organization) throw new AppError('not_found');
  const track = input.trackId === undefined ? null : await loadTrack(ctx, input.trackId);
  // A campaign for a track is one for its artist, unless another artist is named.
  const artistId = input.artistId ?? track?.artistId ?? null;
  if (input.artistId !== undefined) await loadArtist(ctx, input.artistId);
  const campaign = await insertCampaign(ctx.tx, {
    organizationId: ctx.organizationId,
    name: input.name,
    status: 'draft',
    origin: 'manual',
    artistId,
    trackId: track?.id ?? null,
    startDate: input.startDate ?? null,
    endDate: input.endDate ?? null,
    budgetMinor: input.budgetMinor ?? null,
    currency: input.currency ?? organization.currency,
  });
  ctx.audit({ resource: { kind: 'campaign', id: campaign.id }, before: null, after: campaign });
  return campaign;
};
