import type { contract } from '@songtrackpro/contracts';
import { updateCampaign as writeCampaign } from '@songtrackpro/db';
import { loadArtist } from '../artists/index.ts';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { loadTrack } from '../tracks/index.ts';
import { loadCampaign } from './load.ts';

export const updateCampaign: Verb<typeof contract.campaigns.update> = async (ctx, { id, version, ...changes }) => {
  const before = await loadCampaign(ctx, id);
  if (changes.artistId) await loadArtist(ctx, changes.artistId);
  if (changes.trackId) await loadTrack(ctx, changes.trackId);
  const { name = before.name, artistId = before.artistId, trackId = before.trackId } = changes;
  const after = await writeCampaign(ctx.tx, id, version, { name, artistId, trackId });
  if (!after) throw new AppError('stale_version', { details: { current: await loadCampaign(ctx, id) } });
  ctx.audit({ resource: { kind: 'campaign', id }, before, after });
  return after;
};
