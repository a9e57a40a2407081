import type { contract } from '@songtrackpro/contracts';
import { listIntegrations as readIntegrations } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';

export const listIntegrations: Verb<typeof contract.integrations.list> = (ctx, input) =>
  readPage(ctx, input, (request) => readIntegrations(ctx.tx, { ...request, provider: input.provider }));
