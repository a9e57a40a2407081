import type { contract } from '@songtrackpro/contracts';
import { findCampaignsInFlight, lockAudiences, deleteAudiences as markAudiences } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';

export const deleteAudiences: Verb<typeof contract.audiences.deleteMany> = async (ctx, input) => {
  const ids = [...new Set(input.ids)];
  const found = await lockAudiences(ctx.tx, ids);
  const inFlight = await findCampaignsInFlight(ctx.tx, found);
  const known = new Set(found);
  const done = found.filter((id) => !inFlight.has(id));
  await markAudiences(ctx.tx, done);
  const refused = ids
    .filter((id) => !known.has(id) || inFlight.has(id))
    .map((id) => ({
      id,
      reason: known.has(id) ? ('in_use' as const) : ('not_found' as const),
      campaigns: (inFlight.get(id) ?? []).map(({ name }) => name),
    }));
  for (const id of done) {
    ctx.audit({ resource: { kind: 'audience', id }, before: { deleted: false }, after: { deleted: true } });
  }
  // A call that found nothing to delete is on record as well.
  if (done.length === 0) {
    ctx.audit({ resource: { kind: 'organization', id: ctx.organizationId }, before: null, after: null });
  }
  return { done, refused };
};
