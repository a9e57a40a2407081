import { type CampaignReport, PermissionError, type SongTrackPro } from '@songtrackpro/sdk';
import { commandPrefix, say } from '../terminal.ts';
import { campaignLines } from './campaign-lines.ts';
import { overviewLines } from './overview-lines.ts';
import { writeReport } from './write-report.ts';

/** Files that are written along with a report; of more campaigns each is had by asking for it. */
const mostFiles = 20;

export interface PrintOptions {
  asOf?: string | undefined;
  /** Print one JSON object, as the API answers, and write no files. */
  json?: boolean | undefined;
  /** Where a PDF of each campaign is written. */
  folder: string;
}

/** Writes the PDF beside what was printed. A key that may read but not build has the printed report alone. */
async function pdfLine(client: SongTrackPro, campaignId: string, { asOf, folder }: PrintOptions): Promise<string> {
  try {
    const input = { campaignId, ...(asOf !== undefined && { asOf }) };
    return `  PDF  ${await writeReport(client, input, { format: 'pdf', folder })}`;
  } catch (error) {
    if (!(error instanceof PermissionError)) throw error;
    return '  No PDF: the key lacks the permission reports:write.';
  }
}

/** The overview and a report for each campaign that has numbers, as the API answers. */
async function printJson(client: SongTrackPro, input: { asOf?: string }): Promise<void> {
  const overview = await client.reports.overview(input);
  const campaigns: CampaignReport[] = [];
  for (const { id } of overview.campaigns.toReversed()) {
    const report = await client.reports.campaign({ campaignId: id, ...input });
    if (report.totals !== null || report.campaign.origin !== 'import') campaigns.push(report);
  }
  say(JSON.stringify({ overview, campaigns }));
}

/** Prints the overview and a report for each campaign that has numbers, and writes a PDF of each. */
export async function printReport(client: SongTrackPro, options: PrintOptions): Promise<void> {
  const input = options.asOf === undefined ? {} : { asOf: options.asOf };
  if (options.json) return printJson(client, input);
  const overview = await client.reports.overview(input);
  say();
  for (const line of overviewLines(overview)) say(line);
  let files = 0;
  for (const { id } of overview.campaigns.toReversed()) {
    const report = await client.reports.campaign({ campaignId: id, ...input });
    if (report.totals === null && report.campaign.origin === 'import') continue;
    for (const line of campaignLines(report)) say(line);
    if (files < mostFiles) say(await pdfLine(client, id, options));
    else if (files === mostFiles) say(`  PDF  ${commandPrefix} report --campaign <name> --format pdf`);
    say();
    files += 1;
  }
}
