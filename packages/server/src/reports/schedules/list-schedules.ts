import type { contract } from '@songtrackpro/contracts';
import { listReportSchedules } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { readPage } from '../../core/page.ts';
import { toSchedule } from './load.ts';

export const listSchedules: Verb<typeof contract.reports.listSchedules> = (ctx, input) =>
  readPage(ctx, input, async (request) => {
    const { items, next } = await listReportSchedules(ctx.tx, request, input.campaignId);
    return { items: items.map(toSchedule), next };
  });
