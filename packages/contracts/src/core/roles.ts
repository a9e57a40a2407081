import { z } from 'zod';
import { type Permission, permissions } from './permissions.ts';

export const memberRoles = ['owner', 'admin', 'manager', 'analyst', 'viewer'] as const;
export const MemberRole = z.enum(memberRoles).meta({ id: 'MemberRole' });
export type MemberRole = z.infer<typeof MemberRole>;

const viewer: readonly Permission[] = [
  'organizations:read',
  'artists:read',
  'tracks:read',
  'campaigns:read',
  'audiences:read',
  'notifications:read',
  'notifications:write',
  'metrics:read',
  'reports:read',
];
const analyst: readonly Permission[] = [...viewer, 'members:read', 'imports:read', 'integrations:read'];
const manager: readonly Permission[] = [
  ...analyst,
  'artists:write',
  'tracks:write',
  'campaigns:write',
  'audiences:write',
  'imports:write',
  'metrics:write',
  'events:write',
  'reports:write',
];

const ownersAlone: readonly Permission[] = ['organizations:transfer', 'organizations:delete'];

/** What each role may do before a member's own additions and removals. */
export const rolePermissions: Readonly<Record<MemberRole, readonly Permission[]>> = {
  owner: permissions,
  admin: permissions.filter((permission) => !ownersAlone.includes(permission)),
  manager,
  analyst,
  viewer,
};

/** What a member may do: the role's permissions with the member's own additions, without the member's own removals. */
export function memberPermissions(
  role: MemberRole,
  own: { add: readonly Permission[]; remove: readonly Permission[] },
): Set<Permission> {
  const removed = new Set(own.remove);
  return new Set([...rolePermissions[role], ...own.add].filter((permission) => !removed.has(permission)));
}
