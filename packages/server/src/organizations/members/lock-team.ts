import type { Permission } from '@songtrackpro/contracts';
import { findMember, lockOrganization } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Context } from '../../core/context.ts';
import { permissionsOf } from './permissions-of.ts';

/**
 * Lets changes of one team happen one after another, and answers what the caller may do now: another call may have
 * changed it between the caller's authentication and this moment.
 */
export async function lockTeam(ctx: Context, permission: Permission): Promise<ReadonlySet<Permission>> {
  if (!(await lockOrganization(ctx.tx, ctx.organizationId))) throw new AppError('not_found');
  if (ctx.actor.kind !== 'user') return ctx.permissions;
  const member = await findMember(ctx.tx, ctx.actor.user.id);
  if (!member) throw new AppError('organization_required');
  const held = permissionsOf(member);
  if (!held.has(permission)) throw new AppError('forbidden', { details: { permission } });
  if (member.artistIds !== null) throw new AppError('restricted');
  return held;
}
