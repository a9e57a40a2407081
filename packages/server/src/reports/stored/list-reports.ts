import type { contract } from '@songtrackpro/contracts';
import { findPresentCampaigns, listReports as readReports } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { readPage } from '../../core/page.ts';

/** Documents know nothing of who may see a campaign, so each page is asked about its campaigns. */
export const listReports: Verb<typeof contract.reports.list> = (ctx, input) =>
  readPage(ctx, input, async (request) => {
    const { campaignId } = input;
    const { items, next } = await readReports(ctx.services.documents.db, ctx.organizationId, {
      ...request,
      campaignId,
    });
    const ids = [...new Set(items.map((report) => report.campaignId))];
    const present = await findPresentCampaigns(ctx.tx, ids);
    return { items: items.filter((report) => present.has(report.campaignId)), next };
  });
