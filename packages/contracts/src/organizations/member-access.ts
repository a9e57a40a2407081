import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { Permission } from '../core/permissions.ts';
import { MemberRole } from '../core/roles.ts';

/** What a member or an invited person may do, and for which artists. */
export const memberAccess = {
  role: MemberRole,
  additions: z.array(Permission).describe('Permissions beyond the role.'),
  removals: z.array(Permission).describe('Permissions of the role that are taken away.'),
  artistIds: z.array(Id).nullable().describe('Artists that the membership is restricted to; null for all.'),
};

const permissionList = z.array(Permission).max(100);
const artistList = z.array(Id).max(1000);

/** The same as input; the lists are whole, nothing is merged into what was there. */
export const accessInput = {
  additions: permissionList.optional().describe('Permissions beyond the role; replaces the list.'),
  removals: permissionList.optional().describe('Permissions of the role to take away; replaces the list.'),
  artistIds: artistList.nullable().optional().describe('Artists to restrict the membership to; null for all.'),
};
