import type { Member } from '@songtrackpro/contracts';
import { findArtists, findMember, type MemberAccess, type MemberRecord } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Context } from '../../core/context.ts';
import { permissionsOf } from './permissions-of.ts';

/** The member of the organization who is this person, or `not_found`. */
export async function loadMember(ctx: Pick<Context, 'tx'>, userId: string): Promise<MemberRecord> {
  const member = await findMember(ctx.tx, userId);
  if (member) return member;
  throw new AppError('not_found', {
    message: 'This person is no member of the organization.',
    details: { entity: 'member', id: userId },
  });
}

export const toMemberAnswer = (member: MemberRecord): Member => ({
  ...member,
  permissions: [...permissionsOf(member)],
});

/** What the audit tells of a member: access, and no names or addresses. */
export const accessOf = ({ role, additions, removals, artistIds }: MemberAccess): MemberAccess => ({
  role,
  additions,
  removals,
  artistIds,
});

/** Refuses a restriction to artists that the organization doesn't have. */
export async function assertArtists(ctx: Pick<Context, 'tx'>, artistIds: readonly string[] | null): Promise<void> {
  if (artistIds === null) return;
  const found = new Set((await findArtists(ctx.tx, [...artistIds])).map(({ id }) => id));
  const id = artistIds.find((artistId) => !found.has(artistId));
  if (id === undefined) return;
  throw new AppError('not_found', { message: 'There is no such artist.', details: { entity: 'artist', id } });
}
