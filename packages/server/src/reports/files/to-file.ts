import type { ReportFormat, StoredReport } from '@songtrackpro/contracts';
import { drawPdf } from './pdf/draw-pdf.ts';
import { toCsv } from './to-csv.ts';

export interface MadeFile {
  fileName: string;
  mediaType: string;
  bytes: Buffer;
}

const mediaTypes = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  pdf: 'application/pdf',
} as const satisfies Record<ReportFormat, string>;

const longestName = 60;

/** A name that every file system takes: letters, digits and dashes of ASCII; the rest is in the file. */
function fileNameOf({ content, version }: StoredReport, format: ReportFormat): string {
  const { campaign, range } = content;
  const plain = campaign.name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, longestName);
  const days = range === null ? [] : [range.from, range.to];
  return `${['report', plain, ...days, `v${version}`].filter((part) => part !== '').join('-')}.${format}`;
}

async function bytesOf(report: StoredReport, format: ReportFormat): Promise<Buffer> {
  switch (format) {
    case 'json':
      return Buffer.from(`${JSON.stringify(report, null, 2)}\n`);
    case 'csv':
      return Buffer.from(toCsv(report.content));
    case 'pdf':
      return drawPdf(report);
  }
}

/** A version of a report as a file. */
export async function toFile(report: StoredReport, format: ReportFormat): Promise<MadeFile> {
  return {
    fileName: fileNameOf(report, format),
    mediaType: mediaTypes[format],
    bytes: await bytesOf(report, format),
  };
}
