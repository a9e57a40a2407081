import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PageInput } from '../core/page.ts';
import { RowVersion } from '../core/row-version.ts';
import { CalendarDate, Instant } from '../core/time.ts';
import { AsOf } from '../metrics/schemas.ts';
import { ReportContent } from './content.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const StoredReportEntry = z
  .object({
    id: Id.describe('Of the campaign, period and `asOf`: the same for all versions.'),
    version: z.int().describe('1 for the first; one more whenever inputs had changed.'),
    campaignId: Id,
    campaignName: z.string(),
    from: CalendarDate.nullable().describe('First day that was asked for; null for all that is known.'),
    to: CalendarDate.nullable(),
    asOf: Instant.nullable().describe('Moment that was asked for; null for what holds when it is built.'),
    builtAt: Instant,
    frozenAt: Instant.nullable().describe('Since when this version can’t be changed; null if it isn’t frozen.'),
    contentHash: Sha256.describe('SHA-256, in hexadecimal, of the content’s canonical JSON (RFC 8785) in UTF-8.'),
    pdfHash: Sha256.nullable().describe('SHA-256 of the PDF; null until the version is frozen.'),
  })
  .meta({ id: 'StoredReportEntry' });
export type StoredReportEntry = z.infer<typeof StoredReportEntry>;

export const StoredReport = StoredReportEntry.extend({ content: ReportContent }).meta({ id: 'StoredReport' });
export type StoredReport = z.infer<typeof StoredReport>;

export const ReportBuildInput = z
  .object({
    campaignId: Id,
    from: CalendarDate.optional().describe('First day; with `to`. Without both, all that is known of the campaign.'),
    to: CalendarDate.optional(),
    asOf: AsOf.optional(),
  })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), {
    path: ['to'],
    message: 'must be given with from, or neither of them',
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    message: 'must not be before from',
  })
  .meta({ id: 'ReportBuildInput' });
export type ReportBuildInput = z.infer<typeof ReportBuildInput>;

export const ReportBuild = StoredReportEntry.extend({
  built: z.boolean().describe('False where nothing had changed and the stored report is the answer.'),
}).meta({ id: 'ReportBuild' });

export const ReportListInput = PageInput.extend({
  campaignId: Id.optional().describe('Only reports of this campaign.'),
}).meta({ id: 'ReportListInput' });

/** One version of a report. */
export const ReportVersion = z.object({ id: Id, version: RowVersion }).meta({ id: 'ReportVersion' });

export const ReportGetInput = z
  .object({ id: Id, version: RowVersion.optional().describe('The newest unless given.') })
  .meta({ id: 'ReportGetInput' });

export const ReportDeletion = ReportVersion.extend({
  evenFrozen: z.boolean().default(false).describe('Must be true to delete a version that is frozen.'),
}).meta({ id: 'ReportDeletion' });

export const ReportVerification = z
  .object({
    id: Id,
    version: z.int(),
    contentHash: Sha256.describe('What was stored with the report.'),
    computedHash: Sha256.describe('Of the content as it is now.'),
    pdfHash: Sha256.nullable(),
    computedPdfHash: Sha256.nullable().describe('Of the PDF as it is made now; null unless the version is frozen.'),
    matches: z.boolean().describe('Whether the content is what it was.'),
    pdfMatches: z
      .boolean()
      .nullable()
      .describe('Whether the PDF is what it was; a newer SongTrackPro may draw another one of the same content.'),
  })
  .meta({ id: 'ReportVerification' });

export const reportFormats = ['json', 'csv', 'pdf'] as const;
export const ReportFormat = z.enum(reportFormats).meta({ id: 'ReportFormat' });
export type ReportFormat = z.infer<typeof ReportFormat>;

export const ReportExportInput = ReportGetInput.extend({ format: ReportFormat }).meta({ id: 'ReportExportInput' });

export const ReportFile = z
  .object({
    fileName: z.string(),
    mediaType: z.string(),
    encoding: z.enum(['utf8', 'base64']).describe('How `content` carries the bytes of the file: a PDF as Base64.'),
    content: z.string(),
    sha256: Sha256.describe('Of the bytes of the file.'),
  })
  .meta({ id: 'ReportFile' });
export type ReportFile = z.infer<typeof ReportFile>;
