import type { contract } from '@songtrackpro/contracts';
import { listMembers as readMembers } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { readPage } from '../../core/page.ts';
import { toMemberAnswer } from './load.ts';

export const listMembers: Verb<typeof contract.organizations.listMembers> = async (ctx, input) => {
  const page = await readPage(ctx, input, (request) => readMembers(ctx.tx, request));
  return { ...page, items: page.items.map(toMemberAnswer) };
};
