import { memberPermissions, type Permission } from '@songtrackpro/contracts';
import type { MemberAccess } from '@songtrackpro/db';

type Granted = Pick<MemberAccess, 'role' | 'additions' | 'removals'>;

/** What role, additions and removals amount to. */
export const permissionsOf = ({ role, additions, removals }: Granted): Set<Permission> =>
  memberPermissions(role, { add: additions, remove: removals });
