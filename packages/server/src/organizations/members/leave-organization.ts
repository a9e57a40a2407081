import type { contract } from '@songtrackpro/contracts';
import { findMember, lockOrganization } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Verb } from '../../core/endpoint.ts';
import { endMembership } from './end-membership.ts';

export const leaveOrganization: Verb<typeof contract.organizations.leave> = (ctx, { id }) =>
  ctx.inOrganization(id, async (inner) => {
    const userId = ctx.actor.user.id;
    const member = (await lockOrganization(inner.tx, id)) ? await findMember(inner.tx, userId) : null;
    if (!member) {
      throw new AppError('not_found', {
        message: 'You are no member of such an organization.',
        details: { entity: 'organization', id },
      });
    }
    await endMembership(inner, member);
    return { organizationId: id, userId };
  });
