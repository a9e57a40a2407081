import { ReportFormat } from '@songtrackpro/contracts';
import type { Hono } from 'hono';
import type { Services } from '../../core/context.ts';
import type { Http, HttpEnvironment } from '../../core/http-types.ts';
import { limitHeaders, retryAfterOf, writeHeaders } from '../../core/limits/limit-headers.ts';
import { LimitError, publicCalls } from '../../core/limits/limits.ts';
import { pagePolicy } from '../../core/pages.ts';
import { remoteAddress } from '../../core/remote-address.ts';
import { toFile } from '../files/to-file.ts';
import { openShare } from './open-share.ts';
import { nothingHere, sharedPage } from './shared-page.ts';

/** Points of one view; a page is a few reads, a PDF some work. */
const points = 10;

async function spendPoints({ limits }: Services, c: Http): Promise<void> {
  try {
    writeHeaders(c.env.outgoing, limitHeaders(await limits.spendOf(remoteAddress(c), publicCalls, points), null));
  } catch (error) {
    if (error instanceof LimitError) writeHeaders(c.env.outgoing, limitHeaders(error.standings, retryAfterOf(error)));
    throw error;
  }
}

/** Reports that are shown to whoever has a link; outside of the API, because it is opened by people. */
export function mountSharedReports(app: Hono<HttpEnvironment>, services: Services): void {
  app.get('/shared/reports/:token', async (c) => {
    c.set('procedure', 'reports.shared');
    c.header('content-security-policy', pagePolicy);
    c.header('x-robots-tag', 'noindex, nofollow, noarchive');
    await spendPoints(services, c);
    const format = ReportFormat.safeParse(c.req.query('format'));
    const report = await openShare(services, c.req.param('token'));
    if (!report) return c.html(nothingHere(), 404);
    if (!format.success) return c.html(sharedPage(report));
    const { fileName, mediaType, bytes } = await toFile(report, format.data);
    c.header('content-type', mediaType);
    c.header('content-disposition', `attachment; filename="${fileName}"`);
    return c.body(new Uint8Array(bytes));
  });
}
