import type { contract } from '@songtrackpro/contracts';
import { listApiKeys as readApiKeys } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';

export const listApiKeys: Verb<typeof contract.apiKeys.list> = (ctx, input) =>
  readPage(ctx, input, (request) => readApiKeys(ctx.tx, request, ctx.now));
