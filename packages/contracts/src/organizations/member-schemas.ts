import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PageInput } from '../core/page.ts';
import { Permission } from '../core/permissions.ts';
import { MemberRole } from '../core/roles.ts';
import { RowVersion } from '../core/row-version.ts';
import { Instant } from '../core/time.ts';
import { accessInput, memberAccess } from './member-access.ts';

export const Member = z
  .object({
    userId: Id,
    name: z.string(),
    email: z.string(),
    ...memberAccess,
    permissions: z.array(Permission).describe('What the member may do: role, additions and removals together.'),
    invitedBy: Id.nullable().describe('Member whose invitation was accepted; null where nobody’s was.'),
    joinedAt: Instant,
    version: z.int().describe('Grows with every change; send it back with an update.'),
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;

export const MemberListInput = PageInput.meta({ id: 'MemberListInput' });

export const MemberChange = z
  .object({
    userId: Id,
    version: RowVersion.describe('The version that was read; a newer one in the store refuses the change.'),
    role: MemberRole.optional().describe('An owner has every permission and all artists.'),
    ...accessInput,
  })
  .meta({ id: 'MemberChange' });
