import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PageInput } from '../core/page.ts';
import { RowVersion } from '../core/row-version.ts';
import { Line } from '../core/text.ts';
import { Instant } from '../core/time.ts';

/** Longest life of a link, in days. */
export const longestShareDays = 366;

export const NewReportShare = z
  .object({
    id: Id.describe('Of the report.'),
    version: RowVersion.describe('The link shows exactly this version, whatever is built later.'),
    expiresInDays: z.int().min(1).max(longestShareDays).default(30),
    label: Line(200).optional().describe('For whom it is; only members see it.'),
  })
  .meta({ id: 'NewReportShare' });

export const ReportShare = z
  .object({
    id: Id,
    reportId: Id,
    reportVersion: z.int(),
    campaignId: Id,
    label: z.string().nullable(),
    expiresAt: Instant,
    revokedAt: Instant.nullable(),
    views: z.int().describe('How often it was opened.'),
    lastViewedAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'ReportShare' });
export type ReportShare = z.infer<typeof ReportShare>;

export const ReportShareWithLink = ReportShare.extend({
  path: z
    .string()
    .nullable()
    .describe('Address of the page on the API’s server; with `?format=json`, `csv` or `pdf` of the file. Shown once.'),
  url: z.string().nullable().describe('The same as a whole address; null unless the server knows its PUBLIC_URL.'),
  hint: z.string().optional().describe('Says, where the call was repeated, that the link was shown before.'),
}).meta({ id: 'ReportShareWithLink' });
export type ReportShareWithLink = z.infer<typeof ReportShareWithLink>;

export const ReportShareListInput = PageInput.extend({
  reportId: Id.optional().describe('Only links to this report.'),
}).meta({ id: 'ReportShareListInput' });
