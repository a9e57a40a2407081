import type { contract } from '@songtrackpro/contracts';
import { listCampaigns as readCampaigns } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';

export const listCampaigns: Verb<typeof contract.campaigns.list> = (ctx, input) =>
  readPage(ctx, input, (request) => {
    const { limit: _, cursor: __, sort, ...filter } = input;
    return readCampaigns(ctx.tx, request, filter, sort);
  });
