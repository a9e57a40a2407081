import type { contract } from '@songtrackpro/contracts';
import { listEndpoints as readEndpoints } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';

export const listEndpoints: Verb<typeof contract.webhooks.list> = (ctx, input) =>
  readPage(ctx, input, (request) => readEndpoints(ctx.tx, request, ctx.now));
