import type { CampaignReport, SongTrackPro } from '@songtrackpro/sdk';
import { say } from '../terminal.ts';
import { campaignLines } from './campaign-lines.ts';
import { overviewLines } from './overview-lines.ts';

interface ReportOptions {
  asOf?: string | undefined;
  /** Print one JSON object, as the API answers. */
  json?: boolean | undefined;
}

/** Prints the overview and a report for each campaign that has numbers. */
export async function printReport(client: SongTrackPro, { asOf, json }: ReportOptions = {}): Promise<void> {
  const input = asOf === undefined ? {} : { asOf };
  const overview = await client.reports.overview(input);
  const campaigns: CampaignReport[] = [];
  if (!json) {
    say();
    for (const line of overviewLines(overview)) say(line);
  }
  for (const { id } of overview.campaigns.toReversed()) {
    const report = await client.reports.campaign({ campaignId: id, ...input });
    if (report.totals === null && report.campaign.origin === 'import') continue;
    campaigns.push(report);
    if (!json) for (const line of campaignLines(report)) say(line);
  }
  if (json) say(JSON.stringify({ overview, campaigns }));
}
