import type { contract } from '@songtrackpro/contracts';
import { findMember, lockOrganization } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { noSuchOrganization } from '../load.ts';
import { endMembership } from './end-membership.ts';

export const leaveOrganization: Verb<typeof contract.organizations.leave> = (ctx, { id }) =>
  ctx.inOrganization(id, async (inner) => {
    const userId = ctx.actor.user.id;
    const member = (await lockOrganization(inner.tx, id)) ? await findMember(inner.tx, userId) : null;
    if (!member) throw noSuchOrganization(id);
    await endMembership(inner, member);
    return { organizationId: id, userId };
  });
