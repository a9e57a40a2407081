import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { getMe } from './get-me.ts';
import { leaveOrganization } from './members/leave-organization.ts';
import { listMembers } from './members/list-members.ts';
import { removeMember } from './members/remove-member.ts';
import { updateMember } from './members/update-member.ts';

export const organizationsEndpoints = implement('organizations', contract.organizations, {
  me: getMe,
  listMembers,
  updateMember,
  removeMember,
  leave: leaveOrganization,
});
