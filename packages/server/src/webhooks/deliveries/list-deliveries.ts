import type { contract } from '@songtrackpro/contracts';
import { listWebhookDeliveries } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { readPage } from '../../core/page.ts';

export const listDeliveries: Verb<typeof contract.webhooks.listDeliveries> = (ctx, input) =>
  readPage(ctx, input, (request) => listWebhookDeliveries(ctx.tx, request, input));
