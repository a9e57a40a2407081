import type { contract } from '@songtrackpro/contracts';
import { listOrganizationStates } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { readPage } from '../../core/page.ts';

export const listAllOrganizations: Verb<typeof contract.organizations.listAll> = (ctx, input) => {
  const { services, path, actor } = ctx;
  // The list belongs to no organization, so its cursors are bound to the person.
  const owner = { services, path, organizationId: actor.user.id };
  return readPage(owner, input, (request) => listOrganizationStates(services.postgres, request));
};
