import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import { Member, MemberChange, MemberListInput } from './member-schemas.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';

export const memberProcedures = {
  listMembers: query({
    permission: 'members:read',
    reach: 'organization',
    input: MemberListInput,
    output: pageOf(Member).meta({ id: 'MemberPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/members' },
    weight: 1,
    summary: 'List members',
    description: 'The people of the organization with what each may do, the newest member first.',
    example: { limit: 20 },
  }),
  updateMember: mutation({
    permission: 'members:write',
    reach: 'organization',
    input: MemberChange,
    output: Member,
    errors: ['not_found', 'stale_version', 'last_owner'],
    http: { method: 'PATCH', path: '/v1/members/{userId}' },
    weight: 2,
    summary: 'Change a member',
    description:
      'Sets role, additions, removals or artists of a member, for the member’s next call on. Nobody gives what they don’t have, and nobody changes a member who may do more than they may: both are `forbidden` with the missing permission. The last owner can’t be made anything else.',
    example: { userId: exampleId, version: 1, role: 'analyst' },
  }),
  removeMember: mutation({
    permission: 'members:write',
    reach: 'organization',
    whileOverdue: true,
    input: z.object({ userId: Id }),
    output: Member,
    errors: ['not_found', 'last_owner'],
    http: { method: 'DELETE', path: '/v1/members/{userId}' },
    weight: 2,
    summary: 'Remove a member',
    description:
      'Ends a membership, for the member’s next call on. API keys that the member made go on working: they are the organization’s. Nobody removes a member who may do more than they may, and the last owner stays.',
    example: { userId: exampleId },
  }),
  leave: mutation({
    permission: 'self',
    whileOverdue: true,
    input: z.object({ id: Id }),
    output: z.object({ organizationId: Id, userId: Id }).meta({ id: 'EndedMembership' }),
    errors: ['not_found', 'last_owner'],
    http: { method: 'POST', path: '/v1/organizations/{id}/leave' },
    weight: 2,
    summary: 'Leave an organization',
    description: 'Ends one’s own membership in the organization of this id. The last owner can’t leave.',
    example: { id: exampleId },
  }),
};
