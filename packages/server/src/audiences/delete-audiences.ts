import type { contract } from '@songtrackpro/contracts';
import { findCampaignsInFlight, lockAudiences, deleteAudiences as markAudiences } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';

export const deleteAudiences: Verb<typeof contract.audiences.deleteMany> = async (ctx, input) => {
  const found = await lockAudiences(ctx.tx, input.ids);
  const inFlight = await findCampaignsInFlight(ctx.tx, found);
  const known = new Set(found);
  const done = found.filter((id) => !inFlight.has(id));
  await markAudiences(ctx.tx, done);
  const inUse = found.flatMap((id) => {
    const campaigns = inFlight.get(id);
    return campaigns ? [{ id, campaigns: campaigns.map(({ name }) => name) }] : [];
  });
  // By place, so that the answer knows no id that isn't the organization's.
  const notFound = input.ids.flatMap((id, place) => (known.has(id.toLowerCase()) ? [] : [place]));
  for (const id of done) {
    ctx.audit({ resource: { kind: 'audience', id }, before: { deleted: false }, after: { deleted: true } });
  }
  // A call that found nothing to delete is on record as well.
  if (done.length === 0) {
    ctx.audit({ resource: { kind: 'organization', id: ctx.organizationId }, before: null, after: null });
  }
  return { done, inUse, notFound };
};
