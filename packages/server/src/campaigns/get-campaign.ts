import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../core/endpoint.ts';
import { loadCampaign } from './load.ts';

export const getCampaign: Verb<typeof contract.campaigns.get> = (ctx, input) => loadCampaign(ctx, input.id);
