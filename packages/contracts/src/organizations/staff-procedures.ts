import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PageInput, pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import { InspectedOrganization, OrganizationState, SupportAccess, supportAccessLimit } from './staff-schemas.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';

export const staffProcedures = {
  listAll: query({
    permission: 'staff',
    input: PageInput.meta({ id: 'OrganizationStateListInput' }),
    output: pageOf(OrganizationState).meta({ id: 'OrganizationStatePage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/staff/organizations' },
    weight: 2,
    summary: 'List all organizations',
    description: 'Staff sees the state of every organization of the installation, deleted ones too, the newest first.',
    example: { limit: 20 },
  }),
  inspect: query({
    permission: 'staff',
    input: z.object({ id: Id }),
    output: InspectedOrganization,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/staff/organizations/{id}' },
    weight: 2,
    summary: 'See how an organization is doing',
    description:
      'Staff sees state, billing and health of an organization: counts and times, none of its rows. Those take a support access.',
    example: { id: exampleId },
  }),
  openSupportAccess: mutation({
    permission: 'staff',
    whileOverdue: true,
    input: z.object({
      id: Id.describe('The organization.'),
      reason: z.string().trim().min(1).max(1000).describe('The owners are told.'),
      minutes: z.int().min(1).max(supportAccessLimit).default(60).describe('How long, at most four hours.'),
    }),
    output: SupportAccess,
    errors: ['not_found'],
    http: { method: 'POST', path: '/v1/staff/organizations/{id}/support-accesses' },
    weight: 5,
    summary: 'Look into an organization',
    description:
      'Until it ends, the staff person who calls this may read, and change nothing, in the organization that `x-organization` names. The owners get a mail, and the audit of the organization has this call and every one made under it.',
    example: { id: exampleId, reason: 'The label asked why an import failed.', minutes: 30 },
  }),
  listSupportAccesses: query({
    permission: 'audit:read',
    reach: 'organization',
    whileSuspended: true,
    input: PageInput.meta({ id: 'SupportAccessListInput' }),
    output: pageOf(SupportAccess).meta({ id: 'SupportAccessPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/organizations/me/support-accesses' },
    weight: 1,
    summary: 'List support accesses',
    description: 'Who of the operator’s staff could read here, why and until when, the newest first.',
    example: { limit: 20 },
  }),
  endSupportAccess: mutation({
    permission: 'organizations:write',
    reach: 'organization',
    whileSuspended: true,
    whileOverdue: true,
    input: z.object({ id: Id }),
    output: SupportAccess,
    errors: ['not_found'],
    http: { method: 'POST', path: '/v1/organizations/me/support-accesses/{id}/end' },
    weight: 2,
    summary: 'End a support access',
    description: 'Ends it for the staff person’s next call on. One that is over already stays as it is.',
    example: { id: exampleId },
  }),
};
