import type { Permission } from '@songtrackpro/contracts';
import type { MemberAccess } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import { permissionsOf } from './permissions-of.ts';

type Held = ReadonlySet<Permission>;

const beyond = (held: Held, access: MemberAccess): Permission | undefined =>
  [...permissionsOf(access)].find((permission) => !held.has(permission));

/** Nobody gives what they don't have: whoever could would have everything through a friend. */
export function assertMayGive(held: Held, access: MemberAccess): void {
  const permission = beyond(held, access);
  if (permission === undefined) return;
  throw new AppError('forbidden', {
    message: `This gives ${permission}, which you don’t have yourself. Ask somebody who has it.`,
    details: { permission },
  });
}

/** Nobody changes or removes a member who may do more than they may. */
export function assertNotAbove(held: Held, member: MemberAccess): void {
  const permission = beyond(held, member);
  if (permission === undefined) return;
  throw new AppError('forbidden', {
    message: `This member has ${permission}, which you don’t have. Ask somebody who has it.`,
    details: { permission },
  });
}
