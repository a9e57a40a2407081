import type { contract } from '@songtrackpro/contracts';
import { insertMember, insertOrganization, setOwner, settleHome } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { uuidV7 } from '../../core/uuid-v7.ts';
import { loadOrganization } from '../load.ts';
import { chooseSlug } from './choose-slug.ts';

export const createOrganization: Verb<typeof contract.organizations.create> = async (ctx, input) => {
  const id = uuidV7(ctx.now);
  const userId = ctx.actor.user.id;
  const slug = input.slug ?? (await chooseSlug(ctx.services.postgres, input.name));
  return ctx.inOrganization(id, async (inner) => {
    await insertOrganization(inner.tx, { ...input, id, slug });
    await insertMember(inner.tx, { organizationId: id, userId, role: 'owner', joinedAt: ctx.now.toISOString() });
    await setOwner(inner.tx, id, userId);
    await settleHome(inner.tx, id);
    const organization = await loadOrganization(inner);
    inner.audit({ resource: { kind: 'organization', id }, before: null, after: organization });
    return organization;
  });
};
