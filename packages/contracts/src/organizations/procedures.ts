import { z } from 'zod';
import { mutation, query } from '../core/procedure.ts';
import { lifecycleProcedures } from './lifecycle-procedures.ts';
import { memberProcedures } from './member-procedures.ts';
import { Organization, OrganizationChange, OrganizationIdentity, PublicOrganization } from './schemas.ts';
import { staffProcedures } from './staff-procedures.ts';
import { suspensionProcedures } from './suspension-procedures.ts';

export const organizations = {
  me: query({
    permission: 'organizations:read',
    whileSuspended: true,
    input: z.object({}),
    output: OrganizationIdentity,
    errors: [],
    http: { method: 'GET', path: '/v1/organizations/me' },
    weight: 1,
    summary: 'Who am I',
    description:
      'The organization that the call is made in, and who makes it: a key with its name and expiry, or a member with the role; and what they may do.',
    example: {},
  }),
  update: mutation({
    permission: 'organizations:write',
    reach: 'organization',
    input: OrganizationChange,
    output: Organization,
    errors: ['stale_version', 'conflict'],
    http: { method: 'PATCH', path: '/v1/organizations/me' },
    weight: 2,
    summary: 'Change the organization',
    description:
      'Sets name, slug, kind, time zone, currency or settings of the organization that the call is made in. After a new slug the earlier ones go on leading here, and nobody else can take them.',
    example: { version: 1, settings: { budgetWarningPercent: 70 } },
  }),
  resolveSlug: query({
    permission: 'public',
    input: z.object({ slug: z.string().min(1).max(63) }),
    output: PublicOrganization,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/organizations/slugs/{slug}' },
    weight: 1,
    summary: 'Find an organization by its name in addresses',
    description:
      'What is public of the organization that a slug leads to, or led to earlier. An address with another slug than the answered one can be redirected.',
    example: { slug: 'night-label' },
  }),
  ...lifecycleProcedures,
  ...suspensionProcedures,
  ...staffProcedures,
  ...memberProcedures,
};
