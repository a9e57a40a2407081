import type { contract } from '@songtrackpro/contracts';
import {
  findMember,
  lockDeletedOrganization,
  restorableUntil,
  restoreOrganization as unmarkOrganization,
} from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { loadOrganization, noSuchOrganization } from '../load.ts';

export const restoreOrganization: Verb<typeof contract.organizations.restore> = (ctx, { id, slug }) =>
  ctx.inOrganization(id, async (inner) => {
    const deletedAt = await lockDeletedOrganization(inner.tx, id);
    const member = await findMember(inner.tx, ctx.actor.user.id);
    // Who is no owner doesn't learn whether there was one.
    const isOver = !deletedAt || restorableUntil(deletedAt, ctx.services.keepDeletedDays) <= ctx.now;
    if (isOver || member?.role !== 'owner') throw noSuchOrganization(id);
    await unmarkOrganization(inner.tx, id, slug);
    const organization = await loadOrganization(inner);
    inner.audit({ resource: { kind: 'organization', id }, before: null, after: organization });
    return organization;
  });
