import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PageInput, pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import { Member } from './member-schemas.ts';
import { DeletedOrganization, NewOrganization, Organization, OwnOrganization } from './schemas.ts';
import { Slug } from './slugs.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';

export const lifecycleProcedures = {
  create: mutation({
    permission: 'self',
    input: NewOrganization,
    output: Organization,
    errors: ['conflict'],
    http: { method: 'POST', path: '/v1/organizations' },
    weight: 5,
    summary: 'Create an organization',
    description:
      'Makes an organization that belongs to the signed-in person, who becomes its owner; it becomes their home organization if they have none.',
    example: { name: 'Night label', kind: 'label' },
  }),
  list: query({
    permission: 'self',
    input: PageInput.meta({ id: 'OrganizationListInput' }),
    output: pageOf(OwnOrganization).meta({ id: 'OwnOrganizationPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/organizations' },
    weight: 1,
    summary: 'List one’s own organizations',
    description:
      'The organizations that the signed-in person is a member of, the newest membership first. A deleted one is listed for its owners as long as they may restore it.',
    example: { limit: 20 },
  }),
  transferOwnership: mutation({
    permission: 'organizations:transfer',
    reach: 'organization',
    whileOverdue: true,
    input: z.object({ userId: Id.describe('Member who becomes the owner.') }),
    output: Member,
    errors: ['not_found', 'conflict', 'session_required'],
    http: { method: 'POST', path: '/v1/organizations/me/transfer' },
    weight: 2,
    summary: 'Hand over the ownership',
    description:
      'A member becomes the owner that the organization belongs to, and the owner who makes the call becomes an admin. Answers the new owner.',
    example: { userId: exampleId },
  }),
  delete: mutation({
    permission: 'organizations:delete',
    reach: 'organization',
    whileSuspended: true,
    whileOverdue: true,
    input: z.object({ slug: z.string().max(63).describe('The organization’s slug, to confirm that it is meant.') }),
    output: DeletedOrganization,
    errors: ['conflict'],
    http: { method: 'DELETE', path: '/v1/organizations/me' },
    weight: 5,
    summary: 'Delete the organization',
    description:
      'Keys and memberships stop working at once. An owner may restore everything until the answered moment, 30 days later where the operator hasn’t set other ones; after that it is erased.',
    example: { slug: 'night-label' },
  }),
  restore: mutation({
    permission: 'self',
    whileOverdue: true,
    input: z.object({ id: Id, slug: Slug.optional().describe('Another slug, where the old one was taken meanwhile.') }),
    output: Organization,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/organizations/{id}/restore' },
    weight: 5,
    summary: 'Restore a deleted organization',
    description: 'Takes a deletion back, for one of the organization’s owners and as long as nothing was erased.',
    example: { id: exampleId },
  }),
};
