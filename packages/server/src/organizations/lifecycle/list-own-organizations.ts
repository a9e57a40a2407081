import type { contract } from '@songtrackpro/contracts';
import { listOwnOrganizations as readOwnOrganizations } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { readPage } from '../../core/page.ts';

export const listOwnOrganizations: Verb<typeof contract.organizations.list> = (ctx, input) => {
  const { services, path, now, actor } = ctx;
  // The list belongs to no organization, so its cursors are bound to the person.
  const owner = { services, path, organizationId: actor.user.id };
  const whose = { userId: actor.user.id, now, keptDays: services.keepDeletedDays };
  return readPage(owner, input, (request) => readOwnOrganizations(services.postgres, { ...request, ...whose }));
};
