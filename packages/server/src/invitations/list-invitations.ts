import type { contract } from '@songtrackpro/contracts';
import { listInvitations as readInvitations } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';

export const listInvitations: Verb<typeof contract.invitations.list> = (ctx, input) =>
  readPage(ctx, input, (request) => readInvitations(ctx.tx, { ...request, status: input.status }, ctx.now));
