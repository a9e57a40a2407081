import { z } from 'zod';

/** The one vocabulary of what may be done: roles, API-key scopes and procedures all speak of these. */
export const permissions = [
  'organizations:read',
  'organizations:write',
  'organizations:transfer',
  'organizations:delete',
  'members:read',
  'members:write',
  'apiKeys:read',
  'apiKeys:write',
  'audit:read',
  'billing:read',
  'billing:write',
  'artists:read',
  'artists:write',
  'tracks:read',
  'tracks:write',
  'campaigns:read',
  'campaigns:write',
  'audiences:read',
  'audiences:write',
  'integrations:read',
  'integrations:write',
  'notifications:read',
  'notifications:write',
  'imports:read',
  'imports:write',
  'metrics:read',
  'metrics:write',
  'events:write',
  'reports:read',
  'reports:write',
  'webhooks:read',
  'webhooks:write',
] as const;

export const Permission = z.enum(permissions).meta({ id: 'Permission' });
export type Permission = z.infer<typeof Permission>;

export function isPermission(value: string): value is Permission {
  return (permissions as readonly string[]).includes(value);
}

/** What staff may do in an organization under a support access: read. */
export const supportPermissions: readonly Permission[] = permissions.filter((permission) =>
  permission.endsWith(':read'),
);

/**
 * Calls that concern no organization: `public` needs nobody, `self` a signed-in person acting for themselves, `staff` a
 * signed-in person who runs this installation.
 */
export const openAccess = ['public', 'self', 'staff'] as const;
export type OpenAccess = (typeof openAccess)[number];

/** What a procedure asks of its caller. */
export type Access = Permission | OpenAccess;
