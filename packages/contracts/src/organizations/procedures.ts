import { z } from 'zod';
import { query } from '../core/procedure.ts';
import { memberProcedures } from './member-procedures.ts';
import { OrganizationIdentity } from './schemas.ts';

export const organizations = {
  me: query({
    permission: 'organizations:read',
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
  ...memberProcedures,
};
