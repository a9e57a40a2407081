import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { getMe } from './get-me.ts';
import { createOrganization } from './lifecycle/create-organization.ts';
import { deleteOrganization } from './lifecycle/delete-organization.ts';
import { listOwnOrganizations } from './lifecycle/list-own-organizations.ts';
import { restoreOrganization } from './lifecycle/restore-organization.ts';
import { suspendOrganization, unsuspendOrganization } from './lifecycle/suspend-organization.ts';
import { transferOwnership } from './lifecycle/transfer-ownership.ts';
import { leaveOrganization } from './members/leave-organization.ts';
import { listMembers } from './members/list-members.ts';
import { removeMember } from './members/remove-member.ts';
import { updateMember } from './members/update-member.ts';
import { resolveSlug } from './resolve-slug.ts';
import { inspectOrganization } from './staff/inspect-organization.ts';
import { listAllOrganizations } from './staff/list-all-organizations.ts';
import { openSupportAccess } from './staff/open-support-access.ts';
import { endSupportAccess, listSupportAccesses } from './staff/support-accesses.ts';
import { updateOrganization } from './update-organization.ts';

export const organizationsEndpoints = implement('organizations', contract.organizations, {
  me: getMe,
  update: updateOrganization,
  resolveSlug,

  create: createOrganization,
  list: listOwnOrganizations,
  transferOwnership,
  delete: deleteOrganization,
  restore: restoreOrganization,
  suspend: suspendOrganization,
  unsuspend: unsuspendOrganization,

  listAll: listAllOrganizations,
  inspect: inspectOrganization,
  openSupportAccess,
  listSupportAccesses,
  endSupportAccess,

  listMembers,
  updateMember,
  removeMember,
  leave: leaveOrganization,
});
