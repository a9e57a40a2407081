import type { contract } from '@songtrackpro/contracts';
import { findCampaignsInFlight, findDeletedAudience, deleteAudience as markAudience } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { loadAudience, noSuchAudience } from './load.ts';

// A campaign in flight would go on aiming at people who nobody sees any more, or at everybody.
export const deleteAudience: Verb<typeof contract.audiences.delete> = async (ctx, { id }) => {
  const before = await loadAudience(ctx, id, { forUpdate: true });
  const campaigns = (await findCampaignsInFlight(ctx.tx, [id])).get(id);
  if (campaigns) {
    const names = campaigns.map(({ name }) => `“${name}”`).join(', ');
    throw new AppError('conflict', {
      message: `The audience is used by ${names}. Take it out of these campaigns or complete them first.`,
      details: { campaigns },
    });
  }
  await markAudience(ctx.tx, id);
  const after = await findDeletedAudience(ctx.tx, id);
  if (!after) throw noSuchAudience(id);
  ctx.audit({ resource: { kind: 'audience', id }, before, after: null });
  return after;
};
