import type { MemberAccess } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';

type Wanted = { [Field in keyof MemberAccess]?: MemberAccess[Field] | undefined };

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

/**
 * The access that a call asks for: what it leaves out stays as it was. An owner has everything, so with that role goes
 * what was added, removed or restricted before.
 */
export function changedAccess(before: MemberAccess, wanted: Wanted): MemberAccess {
  const role = wanted.role ?? before.role;
  if (role !== 'owner') {
    const { additions = before.additions, removals = before.removals, artistIds = before.artistIds } = wanted;
    return {
      role,
      additions: unique(additions),
      removals: unique(removals),
      artistIds: artistIds && unique(artistIds),
    };
  }
  const limits = {
    additions: wanted.additions?.length,
    removals: wanted.removals?.length,
    artistIds: wanted.artistIds,
  };
  const fields = Object.entries(limits).flatMap(([path, limit]) =>
    limit ? [{ path, message: 'is not for owners, who have every permission and all artists' }] : [],
  );
  if (fields.length > 0) throw new AppError('invalid_input', { details: { fields } });
  return { role, additions: [], removals: [], artistIds: null };
}
