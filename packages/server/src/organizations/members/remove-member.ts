import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../../core/endpoint.ts';
import { endMembership } from './end-membership.ts';
import { assertNotAbove } from './grant-rules.ts';
import { loadMember, toMemberAnswer } from './load.ts';
import { lockTeam } from './lock-team.ts';

export const removeMember: Verb<typeof contract.organizations.removeMember> = async (ctx, { userId }) => {
  const held = await lockTeam(ctx, 'members:write');
  const member = await loadMember(ctx, userId);
  assertNotAbove(held, member);
  await endMembership(ctx, member);
  return toMemberAnswer(member);
};
