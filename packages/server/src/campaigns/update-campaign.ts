import type { contract } from '@songtrackpro/contracts';
import { updateCampaign as writeCampaign } from '@songtrackpro/db';
import { loadArtist } from '../artists/index.ts';
import { assertAudiences } from '../audiences/index.ts';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { presentFields } from '../core/present-fields.ts';
import { loadTrack } from '../tracks/index.ts';
import { assertChangeable, assertKeepsRunning, assertOurs, assertPlan } from './check-plan.ts';
import { loadCampaign } from './load.ts';
import { assertUnspent } from './spend/assert-unspent.ts';

export const updateCampaign: Verb<typeof contract.campaigns.update> = async (ctx, { id, version, ...input }) => {
  const before = await loadCampaign(ctx, id);
  const stale = async () => new AppError('stale_version', { details: { current: await loadCampaign(ctx, id) } });
  // What was decided about another version is not explained by the newest one.
  if (before.version !== version) throw await stale();
  const changes = presentFields(input);
  const wanted = { ...before, ...changes };
  assertChangeable(before);
  assertOurs(before, changes);
  assertPlan(wanted);
  assertKeepsRunning(before, wanted);
  if (changes.artistId) await loadArtist(ctx, changes.artistId);
  if (changes.trackId) await loadTrack(ctx, changes.trackId);
  if (changes.targeting) await assertAudiences(ctx, changes.targeting, before.targeting);
  if (wanted.currency !== before.currency) await assertUnspent(ctx, id);
  const after = await writeCampaign(ctx.tx, id, version, changes);
  if (!after) throw await stale();
  ctx.audit({ resource: { kind: 'campaign', id }, before, after });
  return after;
};
