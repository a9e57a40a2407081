import type { contract } from '@songtrackpro/contracts';
import { settleOwner, updateMember as writeMember } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Verb } from '../../core/endpoint.ts';
import { changedAccess } from './changed-access.ts';
import { assertMayGive, assertNotAbove } from './grant-rules.ts';
import { accessOf, assertArtists, loadMember, toMemberAnswer } from './load.ts';
import { lockTeam } from './lock-team.ts';
import { assertOwnerRemains } from './owners.ts';

export const updateMember: Verb<typeof contract.organizations.updateMember> = async (ctx, input) => {
  const { userId, version, ...wanted } = input;
  const held = await lockTeam(ctx, 'members:write');
  const before = await loadMember(ctx, userId);
  assertNotAbove(held, before);
  const access = changedAccess(before, wanted);
  assertMayGive(held, access);
  await assertArtists(ctx, access.artistIds);
  if (access.role !== 'owner') await assertOwnerRemains(ctx, userId);
  if (!(await writeMember(ctx.tx, ctx.organizationId, { userId, version }, access)))
    throw new AppError('stale_version', { details: { current: toMemberAnswer(before) } });
  await settleOwner(ctx.tx, ctx.organizationId);
  const after = await loadMember(ctx, userId);
  ctx.audit({ resource: { kind: 'member', id: userId }, before: accessOf(before), after: accessOf(after) });
  return toMemberAnswer(after);
};
