import type { contract } from '@songtrackpro/contracts';
import { listCampaigns as readCampaigns } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';

export const listCampaigns: Verb<typeof contract.campaigns.list> = (ctx, input) =>
  readPage(ctx, input, (request) => readCampaigns(ctx.tx, request, { status: input.status, origin: input.origin }));
