import type { contract } from '@songtrackpro/contracts';
import { listReportShares } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { readPage } from '../../core/page.ts';

export const listShares: Verb<typeof contract.reports.listShares> = (ctx, input) =>
  readPage(ctx, input, (request) => listReportShares(ctx.tx, request, input.reportId));
