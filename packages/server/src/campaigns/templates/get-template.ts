import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../../core/endpoint.ts';
import { loadTemplate } from './load.ts';

export const getTemplate: Verb<typeof contract.campaigns.getTemplate> = (ctx, { id }) => loadTemplate(ctx, id);
