import type { contract } from '@songtrackpro/contracts';
import { listCampaignTemplates } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { readPage } from '../../core/page.ts';

export const listTemplates: Verb<typeof contract.campaigns.listTemplates> = (ctx, input) =>
  readPage(ctx, input, (request) => listCampaignTemplates(ctx.tx, request, input));
