import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { mutation } from '../core/procedure.ts';
import { OrganizationStatus } from './schemas.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';

export const suspensionProcedures = {
  suspend: mutation({
    permission: 'staff',
    whileOverdue: true,
    input: z.object({
      id: Id,
      reason: z.string().trim().min(1).max(1000).describe('Shown to the organization’s members.'),
    }),
    output: OrganizationStatus,
    errors: ['not_found'],
    http: { method: 'POST', path: '/v1/organizations/{id}/suspend' },
    weight: 2,
    summary: 'Suspend an organization',
    description:
      'Staff stops an organization: every call in it is answered with `organization_suspended`, except those that say who one is or that delete it. Nothing is lost. Suspending again changes the reason.',
    example: { id: exampleId, reason: 'Unpaid since January.' },
  }),
  unsuspend: mutation({
    permission: 'staff',
    whileOverdue: true,
    input: z.object({ id: Id }),
    output: OrganizationStatus,
    errors: ['not_found'],
    http: { method: 'POST', path: '/v1/organizations/{id}/unsuspend' },
    weight: 2,
    summary: 'End a suspension',
    description: 'Staff lets an organization go on.',
    example: { id: exampleId },
  }),
};
