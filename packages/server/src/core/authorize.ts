import { openAccess, type Permission, type Procedure } from '@songtrackpro/contracts';
import { AppError } from './app-error.ts';
import type { Authentication, RequestContext, UserActor } from './context.ts';

type Known = Extract<Authentication, { ok: true }>;

export const isOpen = (permission: Procedure['permission']): permission is (typeof openAccess)[number] =>
  (openAccess as readonly string[]).includes(permission);

function known({ authentication }: RequestContext): Known {
  if (!authentication.ok) throw authentication.error;
  return authentication;
}

/** The caller inside an organization, or the error that says what is missing. */
export function authorizeMember(
  request: RequestContext,
  permission: Permission,
  { kind, reach, whileSuspended }: Partial<Pick<Procedure, 'kind' | 'reach' | 'whileSuspended'>> = {},
) {
  const caller = known(request);
  const { organizationId, suspension } = caller;
  if (organizationId === null) throw new AppError('organization_required');
  if (suspension !== null && !whileSuspended)
    throw new AppError('organization_suspended', { details: { ...suspension } });
  const { actor } = caller;
  const mayNotChange = actor.kind === 'user' && actor.support !== null && kind === 'mutation';
  if (mayNotChange || !caller.permissions.has(permission)) throw new AppError('forbidden', { details: { permission } });
  if (reach === 'organization' && caller.artistIds !== null) throw new AppError('restricted');
  return { ...caller, organizationId };
}

/** The person who calls for themselves, or for the installation. */
export function authorizePerson(request: RequestContext, access: 'self' | 'staff'): UserActor {
  const { actor } = known(request);
  if (actor.kind !== 'user') throw new AppError('session_required');
  if (access === 'staff' && actor.user.role !== 'admin')
    throw new AppError('forbidden', { details: { permission: 'staff' } });
  return actor;
}
